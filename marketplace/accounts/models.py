from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser

from marketplace.geography.models import Province
from marketplace.kernel.ids import new_public_id


class User(AbstractUser):
    """A person who signs in, by e-mail."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("vi", _("Vietnamese")), ("en", _("English"))],
        default="vi",
    )

    class Meta(AbstractUser.Meta):
        abstract = False


class Organisation(models.Model):
    """A legal person or household with members; the tenant (tổ chức).

    A producer, a vendor, a buyer, a province's programme office and the national office each
    belong to one.
    """

    class LegalForm(models.TextChoices):
        COOPERATIVE = "cooperative", _("cooperative")
        COOPERATIVE_GROUP = "cooperative_group", _("cooperative group")
        COMPANY = "company", _("company")
        HOUSEHOLD = "household", _("household")
        FARM = "farm", _("farm")
        ASSOCIATION = "association", _("association")
        PUBLIC_BODY = "public_body", _("public body")
        UNKNOWN = "unknown", _("not stated")

    class Office(models.TextChoices):
        """What a public body is to the programme."""

        NONE = "", _("none")
        PROVINCE = "province", _("provincial programme office")
        NATIONAL = "national", _("national coordination office")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    name = models.CharField(_("name"), max_length=255)
    legal_form = models.CharField(
        _("legal form"), max_length=20, choices=LegalForm, default=LegalForm.UNKNOWN
    )
    office = models.CharField(
        _("programme office"), max_length=10, choices=Office, default=Office.NONE, blank=True
    )
    tax_code = models.CharField(
        _("tax code"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^(\d{10}|\d{10}-\d{3}|\d{12})$", _("10, 12 or 10-3 digits."))],
    )
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    is_illustrative = models.BooleanField(
        _("illustrative"),
        default=False,
        help_text=_("Made for the demonstration; not a real body."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_code"], condition=~Q(tax_code=""), name="accounts_tax_code_once"
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=Q(office="province"),
                name="accounts_one_office_per_province",
            ),
            models.CheckConstraint(
                condition=~Q(office="province") | Q(province__isnull=False),
                name="accounts_office_has_province",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's role in an organisation."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        ORDERS = "orders", _("order clerk")
        CONTENT = "content", _("content helper")
        OFFICER = "officer", _("officer acting on behalf")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="accounts_one_role_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.role}"
