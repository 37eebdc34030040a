"""What the editors' administration has of ours."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.viewsets.base import ViewSet

from .administration.checks import PageChecks
from .choosers import producer_chooser, product_chooser, service_chooser
from .provinces.selectors import provinces_published_by
from .provinces.walls.listings import walled_pages
from .provinces.walls.menus import without_shut
from .provinces.walls.pages import own_or_shared
from .provinces.walls.panels import with_own_pages
from .supplies.rich_links import LeanPageLinkHandler


@hooks.register("register_admin_viewset")
def choosers() -> list[ViewSet]:
    """Products and producers to put on pages."""
    return [product_chooser, producer_chooser, service_chooser]


@hooks.register("register_rich_text_features", order=10)
def lean_links(features: Any) -> None:
    """In place of Wagtail's own, which is registered before."""
    features.register_link_type(LeanPageLinkHandler)


@hooks.register("register_admin_viewset")
def lists_of_pages() -> ViewSet:
    """In place of Wagtail's, which registers itself before."""
    return walled_pages


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return own_or_shared(pages, request.user)


@hooks.register("construct_wagtail_userbar")
def checks_of_ours(request: HttpRequest, items: list[Any], page: Any) -> None:
    """In place of Wagtail's."""
    items[:] = [PageChecks() if isinstance(one, ContentCheckerItem) else one for one in items]


for _menu in ("main_menu", "reports_menu", "settings_menu", "help_menu", "search"):
    hooks.register(f"construct_{_menu}", without_shut)

hooks.register("construct_homepage_panels", with_own_pages)


@hooks.register("register_reports_menu_item")
def reads() -> MenuItem:
    """How often the own province's pages were read (cms.insight)."""
    return MenuItem(_("Reads"), reverse("insight:overview"), icon_name="view", order=900)


class _OfPublishers(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return provinces_published_by(request.user).exists()  # type: ignore[arg-type]


@hooks.register("register_reports_menu_item")
def vouchers() -> MenuItem:
    """Campaigns that the own province pays (storefront.vouchers, by its address alone)."""
    return _OfPublishers(_("Vouchers"), reverse("vouchers:campaigns"), icon_name="tag", order=910)


@hooks.register("insert_global_admin_css")
def looks_of_ours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/administration.css"))


@hooks.register("insert_editor_js")
def keep_what_is_typed() -> SafeString:
    """Where the session ends while somebody writes."""
    return render_to_string("cms/session_lost.html")
