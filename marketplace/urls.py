"""Every address, in the order in which it is tried. docs/urls.md describes them."""

from typing import Any, cast

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.films.serving import film
from cms.provinces.views import page as province_page
from cms.provinces.views import province, provinces
from cms.provinces.walls.gate import walled
from marketplace.caching.private import me
from marketplace.operations.entrances import (
    operators_look,
    to_password_change,
    to_password_reset,
    to_sign_in,
)
from marketplace.operations.health import healthz, readyz
from marketplace.operations.media import media
from search.urls import lists
from storefront.cards.webhook import events as card_events


def _oscar(label: str) -> Any:
    """The addresses of one of Oscar's apps, forked or as it comes."""
    return cast("Any", apps.get_app_config(label)).urls


def _catalogue() -> Any:
    """Product pages and the lists of products, in one namespace; the lists are served by search/.

    A province's list stands in the province's showcase, which is a page of cms/.
    """
    patterns, app_name, namespace = _oscar("catalogue")
    house = path("province/<slug:slug>/", province, name="province")
    return [*patterns, *lists, house], app_name, namespace


def _for_operators(label: str) -> Any:
    """The same for operators alone, to look at: upstream shows partners others' orders (measured)."""
    patterns, app_name, namespace = _oscar(label)
    return decorate_urlpatterns(patterns, operators_look), app_name, namespace


_HEALTH: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

#: Other packages' entrances lead to ours; they stand before the packages' own addresses.
_ENTRANCES: list[URLPattern | URLResolver] = [
    path("django-admin/login/", to_sign_in),
    path("django-admin/password_change/", to_password_change),
    path("cms/login/", to_sign_in),
    re_path(r"^cms/password_reset/(?:.*)$", to_password_reset),
]

_BACK_OFFICE: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("me/", me, name="me"),
    path("payments/stripe/events/", card_events, name="card_events"),
    path("django-admin/", admin.site.urls),
    path("cms/", include("cms.administration.urls")),
    path("cms/", include(walled(wagtailadmin_urls.urlpatterns))),
    path("documents/", include(wagtaildocs_urls)),
]

_CRAWLERS: list[URLPattern | URLResolver] = [
    path("", include("catalog.catalogue.crawlers")),
]

_MEDIA: list[URLPattern | URLResolver] = [
    path("media/<path:path>", media, name="media"),
    path("", include("marketplace.pictures.urls")),
    path("film/<slug:content>.<slug:kind>", film, name="film"),
]

#: What is asked for most stands first: each further pattern costs every page that comes after it.
_CATALOGUE: list[URLPattern | URLResolver] = [path("", _catalogue())]

_SHOP: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("account/", include("marketplace.accounts.urls")),
    path("account/data/", include("storefront.personal.urls")),
    path("account/", _oscar("customer")),
    path("alerts/", include("storefront.alerts.urls")),
    path("newsletter/", include("storefront.newsletter.urls")),
    path("watch/", include("storefront.watch.urls")),
    path("saved/", include("storefront.saved.urls")),
    path("basket/", _oscar("basket")),
    path("checkout/", _oscar("checkout")),
    path("", include("catalog.certification.urls")),
    path("office/", include("catalog.certification.office.urls")),
    path("payouts/", include("storefront.ledger.payout_urls")),
    path("gift-sets/", include("storefront.gift_sets.urls")),
    path("office/sets/", include("storefront.gift_sets.office_urls")),
    path("office/vouchers/", include("storefront.vouchers.urls")),
    path("office/market/", include("storefront.operating.urls")),
    path("office/tariffs/", include("storefront.shipping.operators.urls")),
    path("office/money/", include("storefront.disagreements.urls")),
    path("office/orders/", include("storefront.calling_off.urls")),
    path("office/reads/", include("cms.insight.urls")),
    path("demands/", include("storefront.matches.urls")),
    path("vendor/", include("storefront.matches.vendor_urls")),
    path("vendor/", include("storefront.shipments.urls")),
    path("vendor/", include("storefront.vendors.urls")),
    path("vendor/", include("storefront.transfers.urls")),
    path("vendor/", include("storefront.ledger.urls")),
    path("vendor/", include("storefront.vouchers.shop_urls")),
    path("vendor/", include("storefront.gift_sets.shop_urls")),
    path("vendor/", include("storefront.refunds.urls")),
    path("vendor/", include("storefront.trade.urls")),
    path("vendor/", include("storefront.invoices.urls")),
    path("vendor/", include("storefront.shelf.urls")),
    path("vendor/", include("storefront.shipping.vendor_urls")),
    path("vendor/", include("storefront.supplies.urls")),
    path("demands/", include("storefront.demands.urls")),
    path("", include("storefront.trade.visitor_urls")),
    path("dashboard/login/", to_sign_in),
    path("dashboard/", _for_operators("dashboard")),
    path("offers/", _for_operators("offer")),
    path("password-reset/", to_password_reset, name="password-reset"),
    path(
        "password-reset/confirm/<str:uidb64>/<str:token>/",
        to_password_reset,
        name="password-reset-confirm",
    ),
    path("_util/login/", to_sign_in),
    path("order/", _oscar("order")),
    path("order/", include("storefront.invoices.buyer_urls")),
    path("order/", include("storefront.transfers.buyer_urls")),
    path("order/", include("storefront.cards.urls")),
    path("search/", _oscar("search")),
    path("suppliers/", include("search.suppliers.urls")),
    path("suppliers/", include("storefront.sourcing.urls")),
    path("", include("catalog.producers.urls")),
    path("", include("marketplace.operations.urls")),
    path("", include("cms.reach.urls")),
    path("province/", provinces, name="provinces"),
    path("province/<slug:slug>/<slug:page>/", province_page, name="province_page"),
    path("", include("cms.urls")),
]

urlpatterns = [
    *i18n_patterns(*_CATALOGUE, prefix_default_language=False),
    *_HEALTH,
    *_ENTRANCES,
    *_BACK_OFFICE,
    *_MEDIA,
    *_CRAWLERS,
    *i18n_patterns(*_SHOP, prefix_default_language=False),
]
