from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.provinces.context import showcase_context
from cms.provinces.selectors import Teaser
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list

from .provincial import ProvincialPage


class ShowcasePage(ProvincialPage):
    """A province's house: who it is and what it makes. Provisioned, never made by hand.

    Its address is the province's list of products too (``/province/<slug>/``).
    """

    class Tone(models.TextChoices):
        LEAF = "leaf", _("banana leaf")
        INDIGO = "indigo", _("indigo")
        LOTUS = "lotus", _("lotus")

    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province")
    )
    tone = models.CharField(
        _("colour"),
        max_length=8,
        choices=Tone,
        default=Tone.LEAF,
        help_text=_("Of the band under the title; all three are legible by day and by night."),
    )
    contact_name = models.CharField(
        _("office"),
        max_length=160,
        blank=True,
        help_text=_("The body that answers, such as the province's OCOP office. No person's name."),
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=24, blank=True)
    contact_url = models.URLField(_("website"), blank=True)

    content_panels = [
        *ProvincialPage.opening_panels,
        FieldPanel("tone"),
        *ProvincialPage.closing_panels,
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_url"),
            ],
            heading=_("Contact"),
        ),
    ]
    promote_panels = [FieldPanel("seo_title")]
    parent_page_types = ["cms.ProvinceIndexPage"]
    subpage_types = [
        "cms.StoryPage",
        "cms.DestinationPage",
        "cms.ItineraryPage",
        "cms.EventPage",
        "cms.CampaignPage",
        "cms.NewsPage",
    ]
    template = "cms/showcase_page.html"

    class Meta:
        verbose_name = _("province's showcase")

    @property
    def place(self) -> Province | None:
        return next((one for one in province_list() if one.pk == self.province_id), None)

    def clean(self) -> None:
        """The address is the province's own; one house a province and language."""
        if self.province_id:
            self.slug = self.province.slug
        super().clean()
        twins = ShowcasePage.objects.filter(province=self.province_id, locale=self.locale_id)
        if twins.exclude(pk=self.pk).exists():
            raise ValidationError(_("This province has its showcase in this language already."))

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """By ``provision_province`` alone, which knows what belongs to a house."""
        return False

    def get_context(
        self, request: HttpRequest, *args: Any, kin: list[Teaser] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """``kin``: the pages of the house, where they are read already."""
        context: dict[str, Any] = super(ProvincialPage, self).get_context(request, *args, **kwargs)
        return context | showcase_context(self, request, kin)
