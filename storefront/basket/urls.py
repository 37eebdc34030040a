from django.urls import path

from . import views

urlpatterns = [
    path("", views.summary, name="summary"),
    path("add/", views.add, name="add"),
    path("line/<int:line_id>/", views.update, name="update"),
    path("destination/", views.destination, name="destination"),
    path("voucher/", views.voucher, name="voucher"),
    path("clear/", views.clear, name="clear"),
]
