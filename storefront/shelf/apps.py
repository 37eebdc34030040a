from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelfConfig(AppConfig):
    name = "storefront.shelf"
    label = "shelf"
    verbose_name = _("Stock and prices")
