"""What all pages of a province have: who may stand where, a summary, a picture, a body, sources."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from catalog.catalogue.selectors.shelves import Shelf
from cms.blocks.body import BodyBlock, SourcesBlock
from cms.descriptions import FILE_NAME, names_a_file
from cms.page_form import ProvincialPageForm
from cms.provinces.addresses import province_slug
from cms.provinces.context import page_context
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list

#: Addresses below a province that are, or will be, the program's own.
RESERVED = frozenset({"calendar", "events", "feed", "map", "news", "products", "rss", "stories"})


class ProvincialPage(Page):
    """One page of a province in one language. Public always, so that nobody has to be asked."""

    summary = models.TextField(
        _("summary"),
        max_length=240,
        help_text=_(
            "One or two sentences: on cards, in search results and wherever the page is shared."
        ),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Wide, at least 1600 pixels; set its focal point. Empty: the province's landscape."
        ),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For those who do not see it. Needed with a picture."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("content"))
    sources = StreamField(
        SourcesBlock(),
        blank=True,
        verbose_name=_("sources"),
        help_text=_("Public pages that state what this page says. Readers see them at its end."),
    )

    #: The paragraph under the title and the picture, for editors.
    opening_panels: ClassVar[list[Panel]] = [
        # Without targets: the address is made here, not by the script (ProvincialPageForm).
        TitleFieldPanel("title", targets=[]),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
    ]
    closing_panels: ClassVar[list[Panel]] = [FieldPanel("body"), FieldPanel("sources")]
    content_panels = [*opening_panels, *closing_panels]
    #: What search engines are told is the summary.
    promote_panels = [
        FieldPanel("slug", help_text=_("The last part of the address. Empty: from the title.")),
        FieldPanel("seo_title"),
    ]
    base_form_class = ProvincialPageForm
    parent_page_types = ["cms.ShowcasePage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    show_in_menus_default = False

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

    def clean(self) -> None:
        """The summary is what search engines are told, too."""
        super().clean()
        self.search_description = self.summary
        problems = {}
        if self.slug in RESERVED:
            problems["slug"] = _("This address is kept for a page of the market itself.")
        if self.picture_id and not self.picture_alt.strip():
            problems["picture_alt"] = _("Please say what the picture shows.")
        elif names_a_file(self.picture_alt):
            problems["picture_alt"] = FILE_NAME
        if problems:
            raise ValidationError(problems)

    @cached_property
    def place(self) -> Province | None:
        """The province whose house this is, by the page's address; no query."""
        slug = province_slug(self.url_path)
        return next((one for one in province_list() if one.slug == slug), None)

    def visit_shelves(self) -> list[Shelf]:
        """Services of hosts that the page shows besides its blocks; none unless a type says so."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | page_context(self)
