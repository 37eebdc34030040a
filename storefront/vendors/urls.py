from django.urls import path

from . import closing_views, order_views, photograph_views, views, withdrawing_views

app_name = "vendors"

urlpatterns = [
    path("", views.home, name="home"),
    path("<str:vendor_id>/", views.vendor, name="vendor"),
    path("<str:vendor_id>/closed/", closing_views.closed, name="closed"),
    path("<str:vendor_id>/orders/", order_views.orders, name="orders"),
    path("<str:vendor_id>/orders/batch/", order_views.batch, name="batch"),
    path("<str:vendor_id>/orders/hand-over/", order_views.hand_over, name="hand_over"),
    path("<str:vendor_id>/orders/slips/", order_views.slips, name="slips"),
    path("<str:vendor_id>/orders/export.<str:form>", order_views.export, name="export"),
    path("<str:vendor_id>/orders/<str:order_id>/", views.order, name="order"),
    path("<str:vendor_id>/orders/<str:order_id>/move/", views.move, name="move"),
    path("<str:vendor_id>/orders/<str:order_id>/contract/", order_views.contract, name="contract"),
    path("<str:vendor_id>/orders/<str:order_id>/slip/", order_views.slip, name="slip"),
    path("<str:vendor_id>/products/", views.products, name="products"),
    path("<str:vendor_id>/products/<str:pack_id>/", views.offer, name="offer"),
    path("<str:vendor_id>/products/<str:product_id>/submit/", views.submit, name="submit"),
    path(
        "<str:vendor_id>/products/<str:product_id>/withdraw/",
        withdrawing_views.withdraw,
        name="withdraw",
    ),
    path(
        "<str:vendor_id>/products/<str:product_id>/pictures/",
        photograph_views.photographs,
        name="photographs",
    ),
    path(
        "<str:vendor_id>/products/<str:product_id>/pictures/<str:picture_id>/",
        photograph_views.photograph,
        name="photograph",
    ),
    path(
        "<str:vendor_id>/products/<str:product_id>/pictures/<str:picture_id>/replace/",
        photograph_views.replace,
        name="replace_photograph",
    ),
    *(
        path(
            f"<str:vendor_id>/products/<str:product_id>/pictures/<str:picture_id>/{what}/",
            photograph_views.change,
            {"what": what},
            name=f"{what}_photograph",
        )
        for what in ("earlier", "later", "remove", "restore")
    ),
]
