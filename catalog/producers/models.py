from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Organisation
from marketplace.geography import code_lists
from marketplace.geography.models import Commune, Province
from marketplace.kernel.ids import new_public_id

from .traits import traits_in


class Producer(models.Model):
    """The OCOP side of an organisation (chủ thể): who makes recognised products; one to one.

    ``name`` is as the newest decision prints it, ``address`` as printed with the version of the
    code list in force then (26/2026/QĐ-TTg, Art. 2.3).
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="producer"
    )
    name = models.CharField(_("name"), max_length=255)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    slug = models.SlugField(max_length=80)
    folded_name = models.CharField(max_length=255, db_index=True, editable=False)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="producers")
    commune = models.ForeignKey(
        Commune, null=True, blank=True, on_delete=models.PROTECT, related_name="producers"
    )
    address = models.CharField(_("address as printed"), max_length=255, blank=True)
    code_list = models.CharField(max_length=10, default=code_lists.CURRENT, editable=False)
    story = models.TextField(_("story"), blank=True)
    story_en = models.TextField(_("story in English"), blank=True)
    # What it says of itself, and only if it wants to (docs/suppliers.md).
    is_women_led = models.BooleanField(_("led by women"), default=False, db_default=False)
    is_youth_led = models.BooleanField(_("led by young people"), default=False, db_default=False)
    is_ethnic_minority = models.BooleanField(
        _("of an ethnic minority"), default=False, db_default=False
    )
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("producer")
        verbose_name_plural = _("producers")
        ordering = ["folded_name", "pk"]
        indexes = [models.Index(fields=["province", "folded_name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def traits(self) -> tuple[str, ...]:
        """Codes of traits.FIELDS that it states."""
        return traits_in(lambda field: getattr(self, field))

    @property
    def local_name(self) -> str:
        """The name in the page's language, Vietnamese where no English one is kept."""
        return (self.name_en if get_language() == "en" else "") or self.name
