"""Being forgotten: asked with the password, seven days of thought, then once and for good.

What the law lets go goes; orders stay for three years as the tax and trade laws want them, without
the person's name (docs/account.md says what exactly).
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership, Organisation, User
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from storefront.address.models import UserAddress
from storefront.basket.models import Basket
from storefront.invoices.models import InvoiceDetails
from storefront.invoices.personal import forget_in_invoices
from storefront.letters import letter
from storefront.newsletter.models import Delivery, Subscription
from storefront.order.models import Order, ShippingAddress
from storefront.order.statuses import OrderStatus
from storefront.saved.models import SavedProduct
from storefront.sourcing.models import ContactReveal, SupplierList, SupplierTable
from storefront.sourcing.tables import drop_table
from storefront.trade.personal import forget_in_enquiries

from .contents import alerts_about, proven_addresses
from .exports import drop_export
from .models import DataExport, Erasure

_OPEN_ORDERS = (OrderStatus.PENDING, OrderStatus.PLACED)


def organisations_to_hand_over(user: User) -> QuerySet[Organisation]:
    """Those that ``user`` owns alone: somebody else must own them first; one query."""
    others = Membership.objects.filter(
        organisation=OuterRef("pk"), role=Membership.Role.OWNER
    ).exclude(user=user)
    return Organisation.objects.filter(
        ~Exists(others), memberships__user=user, memberships__role=Membership.Role.OWNER
    ).order_by("name")


def waiting_erasure(user: User) -> Erasure | None:
    return Erasure.objects.filter(user=user, state=Erasure.State.WAITING).first()


def call_off_erasure(*, erasure: Erasure) -> bool:
    """Everything stays. False where it was called off or done already."""
    moved = Erasure.objects.filter(pk=erasure.pk, state=Erasure.State.WAITING).update(
        state=Erasure.State.CALLED_OFF, ended_at=now()
    )
    if moved:
        audit.record(action="personal.erasure_called_off", target=erasure.user)
    return bool(moved)


def erasure_by_token(token: str) -> Erasure | None:
    """The one behind the secret of the mail's link."""
    if not token.isalnum():
        return None
    return Erasure.objects.filter(token=token).select_related("user").first()


def carry_out(*, erasure: Erasure) -> bool:
    """Once, when its day has come. False where it was called off, is done, or is not due.

    Who has become an organisation's only owner meanwhile keeps the account: it is called off.
    """
    user = erasure.user
    if erasure.due_at > now():
        return False
    if organisations_to_hand_over(user).exists():
        call_off_erasure(erasure=erasure)
        return False
    with transaction.atomic():
        mine = Erasure.objects.filter(pk=erasure.pk, state=Erasure.State.WAITING).update(
            state=Erasure.State.DONE, ended_at=now()
        )
        if not mine:
            return False
        _forget_person(user)
        audit.record(action="personal.erased", target=user)
    _end_sessions(user)
    return True


def blank_orders(*, user: User) -> int:
    """Name, phone, street, notes and e-mail leave the orders that are over; how many still run.

    Commune and amounts stay: they say nothing about a person, and the books need them. So does what
    stands on an issued invoice (storefront.invoices.personal).
    """
    over = Order.objects.filter(user=user).exclude(status__in=_OPEN_ORDERS)
    ShippingAddress.objects.filter(order__in=over).update(
        first_name="", last_name="", line1="", phone_number="", notes=""
    )
    forget_in_invoices(over)
    over.update(guest_email="", gift_message="")
    return Order.objects.filter(user=user, status__in=_OPEN_ORDERS).count()


def _forget_person(user: User) -> None:
    for export in DataExport.objects.filter(user=user):
        drop_export(export=export)
    for table in SupplierTable.objects.filter(user=user):
        drop_table(table)
    SupplierList.objects.filter(user=user).delete()
    ContactReveal.objects.filter(user=user).update(user=None)
    alerts_about(user).delete()  # as long as the addresses say which are theirs
    for of_address in (Subscription, Delivery):
        of_address.objects.filter(email__in=proven_addresses(user)).delete()
    forget_in_enquiries(user)
    for model in (
        UserAddress,
        InvoiceDetails,
        SavedProduct,
        Authenticator,
        EmailAddress,
        Membership,
    ):
        model.objects.filter(user=user).delete()
    Basket.objects.filter(owner=user, status=Basket.OPEN).delete()
    user.email = f"{user.public_id}@erased.invalid"
    user.first_name = user.last_name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()


def _end_sessions(user: User) -> None:
    """An inactive user has no session any more; the rows go too."""
    for session in Session.objects.filter(expire_date__gt=now()).iterator(chunk_size=500):
        if str(session.get_decoded().get("_auth_user_id", "")) == str(user.pk):
            session.delete()


def announcement(erasure: Erasure) -> EmailMultiAlternatives:
    """The mail that says when, and how to call it off."""
    with translation.override(erasure.user.language):
        url = settings.SITE_URL + reverse("personal:keep", args=[erasure.token])
        return letter(
            to=erasure.user.email,
            subject=_("Your account will be erased"),
            html="mail/erasure_asked.html",
            text="mail/erasure_asked.txt",
            context={"erasure": erasure, "url": url},
        )
