import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction

from cms.provinces.addresses import SLUG, address
from cms.provinces.selectors import stories_of_the_day
from marketplace.kernel.clock import today

_ADDRESS = re.compile(r"(?:/(?!/)|https://)\S*")


class HomePage(Page):
    """The front page. What is certified comes from the catalogue; an editor greets and announces.

    Each language has a page of its own, so each field is in one language.
    """

    greeting = models.CharField(
        _("greeting"),
        max_length=80,
        blank=True,
        help_text=_("The large words at the top. Empty: the market's own greeting."),
    )
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences under the greeting. Empty: the market's own."),
    )
    hero_picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Beside the greeting, cut to 5:4; its description is read out. "
            "Empty: the landscape of the country."
        ),
    )
    campaign_title = models.CharField(
        _("title"),
        max_length=80,
        blank=True,
        help_text=_("An announcement under the greeting, such as a fair. Empty: none is shown."),
    )
    campaign_text = models.CharField(_("text"), max_length=240, blank=True)
    campaign_url = models.CharField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("Where it leads, such as /products/ or https://…; empty for nowhere."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("greeting"), FieldPanel("introduction"), FieldPanel("hero_picture")],
            heading=_("Greeting"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("campaign_title"),
                FieldPanel("campaign_text"),
                FieldPanel("campaign_url"),
            ],
            heading=_("Announcement"),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ProvinceIndexPage"]
    max_count_per_parent = 1
    #: Public always: nobody can close it, so nobody has to be asked (two queries less a visit).
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = get_language() or "vi"
        return context | {
            "stories": stories_of_the_day(language, on=today()),
            "provinces_url": address(f"{self.url_path}{SLUG}/", language),
        }

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

    def clean(self) -> None:
        """An address leads within the site or by https; anything else would run as script."""
        super().clean()
        if self.campaign_url and not _ADDRESS.fullmatch(self.campaign_url):
            raise ValidationError(
                {"campaign_url": _("Please begin with / or https:// and leave out spaces.")}
            )
