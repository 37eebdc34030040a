"""Choosers of what the catalogue holds: only what is listed and certified can be put on a page.

An editor's own province comes first; the others' products are public facts, and may be chosen too.
"""

from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalog.catalogue.goods import SERVICES
from catalog.catalogue.models import Product
from catalog.producers.models import Producer
from cms.blocks.numbers import NumberChooserBlock
from cms.provinces.walls.pages import own_provinces
from marketplace.kernel import text
from marketplace.kernel.clock import today

_FOLDED = {Product: "folded_title", Producer: "folded_name"}
_PROVINCE = {Product: "producer__province__slug", Producer: "province__slug"}


class _WordsForm(BaseFilterForm):
    """By words of the name, with or without diacritics; every word must be in it."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q") or ""
        self.is_searching = bool(self.search_query)
        for word in text.key(self.search_query).split():
            objects = objects.filter(**{f"{_FOLDED[objects.model]}__contains": word})
        return objects


class _Goods:
    filter_form_class = _WordsForm
    request: HttpRequest

    def apply_object_list_ordering(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        provinces = own_provinces(self.request.user)
        is_own = When(**{f"{_PROVINCE[objects.model]}__in": provinces}, then=0)
        return objects.order_by(Case(is_own, default=1), *objects.query.order_by)

    @property
    def columns(self) -> list[Column]:
        own: list[Column] = super().columns  # type: ignore[misc]
        return [*own, Column("province", label=_("Province"), accessor=_province)]


def _province(item: Product | Producer) -> str:
    producer = item.producer if isinstance(item, Product) else item
    return producer.province.name if producer is not None else ""


class _ChooseView(_Goods, ChooseView):
    pass


class _ChooseResults(_Goods, ChooseResultsView):
    pass


class ProductChooser(ChooserViewSet):
    """Recognised products that may be shown today."""

    model = Product
    base_block_class = NumberChooserBlock
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResults
    per_page = 20

    def get_object_list(self) -> QuerySet[Product]:
        listed = Product.objects.listed(on=today())
        return listed.select_related("producer__province").order_by("folded_title", "pk")


class ServiceChooser(ProductChooser):
    """Tourism services alone."""

    icon = "site"
    choose_one_text = _("Choose a service")
    choose_another_text = _("Choose another service")

    def get_object_list(self) -> QuerySet[Product]:
        return super().get_object_list().filter(criteria_set__code__in=SERVICES)


class ProducerChooser(ChooserViewSet):
    model = Producer
    base_block_class = NumberChooserBlock
    icon = "user"
    choose_one_text = _("Choose a producer")
    choose_another_text = _("Choose another producer")
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResults
    per_page = 20

    def get_object_list(self) -> QuerySet[Producer]:
        return Producer.objects.select_related("province").order_by("folded_name", "pk")


product_chooser = ProductChooser("product_chooser", url_prefix="product-chooser")
service_chooser = ServiceChooser(
    "service_chooser", url_prefix="service-chooser", register_widget=False
)
producer_chooser = ProducerChooser("producer_chooser", url_prefix="producer-chooser")

ProductChooserBlock = product_chooser.get_block_class(
    name="ProductChooserBlock", module_path="cms.choosers"
)
ProducerChooserBlock = producer_chooser.get_block_class(
    name="ProducerChooserBlock", module_path="cms.choosers"
)
ServiceChooserBlock = service_chooser.get_block_class(
    name="ServiceChooserBlock", module_path="cms.choosers"
)
