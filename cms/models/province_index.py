from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction

from cms.provinces.addresses import SLUG
from cms.provinces.context import index_context


class ProvinceIndexPage(Page):
    """All 34 provinces by region, and the way into each of their houses."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences above the map."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [FieldPanel("seo_title")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ShowcasePage"]
    max_count_per_parent = 1
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("index of provinces")

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

    def clean(self) -> None:
        """Its address is the program's: showcases are found under it."""
        self.slug = SLUG
        super().clean()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | index_context(self)
