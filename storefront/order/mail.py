"""Mails about orders, in text and HTML, in the order's language, true at the moment of sending."""

import enum
import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.kernel.clock import now
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .models import Order, OrderMail
from .selectors import OrderView, order_view
from .statuses import OrderStatus

logger = logging.getLogger(__name__)

_OVER = (OrderStatus.CANCELLED, OrderStatus.EXPIRED)
_MONEY_BACK = (OrderMail.Kind.CARD_BACK, OrderMail.Kind.REFUND, OrderMail.Kind.PAID_BACK)


class Outcome(enum.Enum):
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    DROPPED = "dropped"
    NOT_MINE = "not mine"


def deliver(*, mail_id: int, last_attempt: int) -> tuple[Outcome, int]:
    """Send one mail if nobody has or is about to; what became of it, and at which attempt.

    The guarded UPDATE comes before sending, so of two workers one sends. One that dies in between
    leaves the mail "being sent" until ``wait_for_another_worker``.
    """
    mine = OrderMail.objects.filter(pk=mail_id, state=OrderMail.State.WAITING).update(
        state=OrderMail.State.SENDING, attempts=F("attempts") + 1
    )
    if not mine:
        return Outcome.NOT_MINE, 0
    mail = OrderMail.objects.select_related("order__user", "vendor_order__vendor").get(pk=mail_id)
    if _is_outdated(mail):
        _settle(mail, OrderMail.State.DROPPED)
        return Outcome.DROPPED, mail.attempts
    try:
        message = compose(mail)
        message.send()
    except (SMTPException, OSError) as error:
        return _after_refusal(mail, error, last_attempt=last_attempt), mail.attempts
    except Exception:
        _settle(mail, OrderMail.State.FAILED)
        raise
    _settle(mail, OrderMail.State.SENT, sent_at=now())
    return Outcome.SENT, mail.attempts


def wait_for_another_worker(*, mail_id: int) -> bool:
    """Whoever was sending it has died, perhaps after sending: it waits once more.

    The Message-ID is the mail's own, so that a mailbox which has it already shows it once.
    """
    held = OrderMail.objects.filter(pk=mail_id, state=OrderMail.State.SENDING)
    return bool(held.update(state=OrderMail.State.WAITING))


def _is_outdated(mail: OrderMail) -> bool:
    if mail.kind in OrderMail.OF_WAITING:
        return bool(mail.order.status != OrderStatus.PENDING)
    if mail.kind == OrderMail.Kind.EXPIRED:
        return bool(mail.order.status != OrderStatus.EXPIRED)
    if mail.kind == OrderMail.Kind.OWED:
        return not mail.vendor_order.transfer.owed  # type: ignore[union-attr]
    return mail.kind == OrderMail.Kind.CONFIRMED and mail.order.status in _OVER


def compose(mail: OrderMail) -> EmailMultiAlternatives:
    """The message as of now: to the buyer in their language, or to a vendor in Vietnamese."""
    order = mail.order
    to_buyer = mail.vendor_order is None or mail.kind in OrderMail.TO_BUYER
    with translation.override(_buyers_language(order) if to_buyer else "vi"):
        view = order_view(order)
        context: dict[str, Any] = {
            "mail": mail,
            "view": view,
            "site_name": settings.OSCAR_SHOP_NAME,
            "language": translation.get_language(),
        }
        name, to, subject = _addressed(mail, view, context)
        message = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string(f"mail/{name}.txt", context),
            to=[to] if to else [],
            headers={"Auto-Submitted": "auto-generated", "Message-ID": _message_id(mail)},
        )
        message.attach_alternative(render_to_string(f"mail/{name}.html", context), "text/html")
        _attach_invoice(message, context.get("invoice"))
    return message


def _message_id(mail: OrderMail) -> str:
    return f"<{mail.order.number}.{mail.pk}@{urlsplit(settings.SITE_URL).hostname}>"


def _attach_invoice(message: EmailMultiAlternatives, invoice: Any) -> None:
    """The seller's file goes along where there is one."""
    if invoice is not None and invoice.file:
        with invoice.file.open("rb") as file:
            name = f"{invoice.symbol}-{invoice.number}.{invoice.file_kind}"
            message.attach(name, file.read(), f"application/{invoice.file_kind}")


def _buyers_language(order: Order) -> str:
    """A member's of today; a guest's as the order was placed."""
    return order.user.language if order.user else order.language


def _addressed(mail: OrderMail, view: OrderView, context: dict[str, Any]) -> tuple[str, str, str]:
    order, part = mail.order, mail.vendor_order
    cancelled = mail.kind == OrderMail.Kind.CANCELLED
    if part is None and mail.kind in OrderMail.OF_WAITING:
        context["url"] = settings.SITE_URL + order.get_absolute_url()
        is_first = mail.kind == OrderMail.Kind.TO_PAY
        subject = (
            _("How to pay order %(number)s")
            if is_first
            else _("The time to pay order %(number)s ends soon")
        )
        return (
            f"transfer_{mail.kind}",
            order.guest_email or order.email,
            subject % {"number": order.number},
        )
    if part is None:
        context["url"] = settings.SITE_URL + order.get_absolute_url()
        subjects = {
            OrderMail.Kind.CANCELLED: _("Order %(number)s is cancelled"),
            OrderMail.Kind.EXPIRED: _("Order %(number)s ran out of time"),
        }
        subject = subjects.get(OrderMail.Kind(mail.kind), _("Your order %(number)s"))
        return (
            f"order_{mail.kind}",
            order.guest_email or order.email,
            subject % {"number": order.number},
        )
    context["part"] = next(one for one in view.parts if one.number == part.number)
    for kinds, addressed in (
        (OrderMail.OF_PARCELS, _about_parcel),
        (OrderMail.OF_TRANSFERS, _about_transfer),
        (_MONEY_BACK, _about_money_back),
        ((OrderMail.Kind.INVOICED,), _about_invoice),
    ):
        if mail.kind in kinds:
            return addressed(mail, part, context)
    context["url"] = settings.SITE_URL + reverse(
        "vendors:order", kwargs={"vendor_id": part.vendor.public_id, "order_id": part.public_id}
    )
    subject = _("Order %(number)s is cancelled") if cancelled else _("New order %(number)s")
    return f"vendor_order_{mail.kind}", part.vendor.email, subject % {"number": part.number}


def _about_parcel(
    mail: OrderMail, part: VendorOrder, context: dict[str, Any]
) -> tuple[str, str, str]:
    order = mail.order
    subjects = {
        OrderMail.Kind.SHIPPED: _("Parcel %(number)s is on its way"),
        OrderMail.Kind.DELIVERED: _("Parcel %(number)s has arrived"),
        OrderMail.Kind.CALLED_OFF: _("Parcel %(number)s will not come"),
        OrderMail.Kind.UNREACHED: _("Parcel %(number)s could not be handed over"),
    }
    number = part.number
    if mail.kind == OrderMail.Kind.CALLED_OFF:
        event = part.events.filter(status=VendorOrderStatus.CANCELLED).order_by("pk").last()
        context["note"] = event.note if event else ""
    else:
        # Of a parcel that failed more than once the occasion counts on: "k3…", "k3…-2".
        about = mail.occasion.partition("-")[0]
        parcel = next((p for p in context["part"].parcels if p.public_id == about), None)
        context["parcel"] = parcel
        context["note"] = _note_of(mail, parcel)
        number = parcel.number if parcel and context["part"].is_split else part.number
    context["number"] = number
    transfer = getattr(part, "transfer", None)
    context["paid"] = transfer.held - transfer.refunded if transfer else 0
    ended = part.card_refunds.filter(cause__startswith="end-")
    context["card_back"] = sum(ended.values_list("amount", flat=True))
    context["url"] = settings.SITE_URL + order.get_absolute_url()
    subject = subjects[OrderMail.Kind(mail.kind)] % {"number": number}
    return f"parcel_{mail.kind}", order.guest_email or order.email, subject


def _note_of(mail: OrderMail, parcel: Any) -> str:
    """What was said when it left; of one that failed, why it did."""
    if parcel is None:
        return ""
    return parcel.failure if mail.kind == OrderMail.Kind.UNREACHED else parcel.note


def _about_money_back(
    mail: OrderMail, part: VendorOrder, context: dict[str, Any]
) -> tuple[str, str, str]:
    order = mail.order
    context["url"] = settings.SITE_URL + order.get_absolute_url()
    if mail.kind == OrderMail.Kind.CARD_BACK:
        context["amount"] = part.card_refunds.filter(cause=mail.occasion).get().amount
    else:
        context["refund"] = part.refunds.get(public_id=mail.occasion)
    subjects = {OrderMail.Kind.PAID_BACK: _("Money paid back for %(number)s")}
    promised = _("You get money back for %(number)s")
    subject = subjects.get(OrderMail.Kind(mail.kind), promised) % {"number": part.number}
    return f"parcel_{mail.kind}", order.guest_email or order.email, subject


def _about_invoice(
    mail: OrderMail, part: VendorOrder, context: dict[str, Any]
) -> tuple[str, str, str]:
    """To the address that the buyer named for invoices; the order's link only to the buyer's own."""
    order, invoice = mail.order, part.invoice_request
    buyer = order.guest_email or order.email
    context["invoice"] = invoice
    context["url"] = ""
    if invoice.email.lower() == (buyer or "").lower():
        path = reverse("invoice:ask", kwargs={"token": order.token})
        context["url"] = settings.SITE_URL + path
    subject = _("The invoice for %(number)s") % {"number": part.number}
    return f"parcel_{mail.kind}", invoice.email, subject


def _about_transfer(
    mail: OrderMail, part: VendorOrder, context: dict[str, Any]
) -> tuple[str, str, str]:
    """The templates read the transfer as it stands when the mail is written."""
    order = mail.order
    subjects = {
        OrderMail.Kind.CLAIMED: _("The buyer of %(number)s says that the money is on its way"),
        OrderMail.Kind.SHORT: _("A part of the payment for %(number)s is missing"),
        OrderMail.Kind.OWED: _("You get money back for %(number)s"),
        OrderMail.Kind.REFUNDED: _("Money paid back for %(number)s"),
    }
    subject = subjects[OrderMail.Kind(mail.kind)] % {"number": part.number}
    if mail.kind == OrderMail.Kind.CLAIMED:
        path = reverse("transfers:open", kwargs={"vendor_id": part.vendor.public_id})
        context["url"] = settings.SITE_URL + path
        return f"transfer_{mail.kind}", part.vendor.email, subject
    context["url"] = settings.SITE_URL + order.get_absolute_url()
    return f"transfer_{mail.kind}", order.guest_email or order.email, subject


def _after_refusal(mail: OrderMail, error: Exception, *, last_attempt: int) -> Outcome:
    """Back to waiting, or given up; the log names the mail by its number, not the person."""
    if mail.attempts < last_attempt:
        _settle(mail, OrderMail.State.WAITING)
        logger.warning("mail %s refused (%s), will retry", mail.pk, type(error).__name__)
        return Outcome.REFUSED
    _settle(mail, OrderMail.State.FAILED)
    logger.error("mail %s given up after %s attempts", mail.pk, mail.attempts)
    return Outcome.FAILED


def _settle(mail: OrderMail, state: str, **values: Any) -> None:
    OrderMail.objects.filter(pk=mail.pk).update(state=state, **values)
