"""Oscar's own addresses, and its list template over the database: Haystack's simple engine finds none."""

from types import SimpleNamespace

from django.apps import apps
from django.urls import include, path
from django.views.generic import ListView
from oscar.core.loading import get_model

Product = get_model("catalogue", "Product")


class PlainList(ListView):
    """The kindest list that Oscar offers: its related rows are read beforehand."""

    template_name = "oscar/catalogue/browse.html"
    paginate_by = 20

    def get_queryset(self):
        return Product.objects.browsable().base_queryset()

    def get_context_data(self, **more):
        context = super().get_context_data(**more)
        found = [SimpleNamespace(object=product) for product in context["object_list"]]
        return context | {"products": found, "summary": "All products"}


urlpatterns = [
    path("plain/", PlainList.as_view()),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
