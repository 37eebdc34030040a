"""One demonstration account for each kind of user; no person's name is made up."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from catalog.partner.models import Vendor
from catalog.producers.models import Producer
from cms.provinces.services import provision_province
from marketplace.accounts.models import Membership, Organisation, User
from marketplace.geography.models import Province

PASSWORD = "demo-ocop-2026"  # noqa: S105 - printed for everybody, demonstration only


@dataclass(frozen=True)
class Account:
    """``place`` is the slug of the province whose illustrative shop or office it belongs to."""

    kind: str
    email: str
    start: str
    place: str = ""


BUYER = Account("buyer", "nguoi-mua@demo.example", "/")
WHOLESALE = Account("wholesale buyer", "mua-si@demo.example", "/demands/", "ha-noi")
VENDORS = (
    Account("vendor", "nha-ban-1@demo.example", "/vendor/", "an-giang"),
    Account("vendor", "nha-ban-2@demo.example", "/vendor/", "lai-chau"),
)
PROVINCE = Account("province office", "van-phong-tinh@demo.example", "/office/", "lam-dong")
NATIONAL = Account("national office", "van-phong-quoc-gia@demo.example", "/office/")
OPERATOR = Account("operator", "van-hanh@demo.example", "/django-admin/")
EDITOR = Account("province's editor", "bien-tap@demo.example", "/cms/", "dong-thap")
PUBLISHER = Account("province's publisher", "xuat-ban@demo.example", "/cms/", "dong-thap")
ACCOUNTS = (BUYER, WHOLESALE, *VENDORS, PROVINCE, NATIONAL, EDITOR, PUBLISHER, OPERATOR)


def make_people() -> None:
    """The accounts with confirmed addresses and their roles."""
    for account in ACCOUNTS:
        _user(account)
    for account in VENDORS:
        producer = Producer.objects.get(is_illustrative=True, province__slug=account.place)
        _join(account, producer.organisation)
    _join(WHOLESALE, demo_buyer())
    province = Province.objects.get(slug=PROVINCE.place)
    _join(
        PROVINCE,
        _office(
            name=f"Văn phòng điều phối nông thôn mới {province.name_vi}",
            office=Organisation.Office.PROVINCE,
            province=province,
        ),
    )
    _join(
        NATIONAL,
        _office(
            name="Văn phòng điều phối nông thôn mới Trung ương",
            office=Organisation.Office.NATIONAL,
            province=None,
        ),
    )
    house = provision_province(province=Province.objects.get(slug=EDITOR.place)).house
    User.objects.get(email=EDITOR.email).groups.add(house.editors)
    User.objects.get(email=PUBLISHER.email).groups.add(house.publishers)


def default_buyer() -> Organisation | None:
    """The organisation that commands buy for where none is named."""
    return Organisation.objects.filter(memberships__user__email=WHOLESALE.email).first()


def default_vendor() -> Vendor | None:
    """The shop that commands offer for where none is named."""
    return (
        Vendor.objects.filter(organisation__memberships__user__email=VENDORS[0].email)
        .select_related("organisation")
        .first()
    )


def sign_ins(site_url: str) -> list[str]:
    """Lines for a person at a terminal."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"Demo sign-ins, all with the password {PASSWORD}"]
    lines += [
        f"{account.kind:<20} {account.email:<{width}}  {site_url}{account.start}"
        for account in ACCOUNTS
    ]
    return lines


def _user(account: Account) -> None:
    user, is_new = User.objects.get_or_create(email=account.email)
    if is_new:
        user.set_password(PASSWORD)
        user.is_staff = user.is_superuser = account is OPERATOR
        user.save()
    EmailAddress.objects.get_or_create(
        user=user, email=account.email, defaults={"verified": True, "primary": True}
    )


def demo_buyer() -> Organisation:
    """The one illustrative organisation that buys in quantity; made where it is not there yet."""
    organisation, _is_new = Organisation.objects.get_or_create(
        name="Chuỗi cửa hàng minh hoạ",
        is_illustrative=True,
        defaults={
            "legal_form": Organisation.LegalForm.COMPANY,
            "province": Province.objects.get(slug=WHOLESALE.place),
        },
    )
    return organisation


def _office(*, name: str, office: str, province: Province | None) -> Organisation:
    organisation, _is_new = Organisation.objects.get_or_create(
        office=office,
        province=province,
        defaults={
            "name": name,
            "legal_form": Organisation.LegalForm.PUBLIC_BODY,
            "is_illustrative": True,
        },
    )
    return organisation


def _join(account: Account, organisation: Organisation) -> None:
    Membership.objects.get_or_create(
        user=User.objects.get(email=account.email),
        organisation=organisation,
        defaults={"role": Membership.Role.OWNER},
    )
