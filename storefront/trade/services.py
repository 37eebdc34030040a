"""Asking for a visit, and what both sides write and decide.

A move is one guarded UPDATE on the state that was seen, so of two at once exactly one counts. Mails wait
in the queue, written in the transaction of the move.
"""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.partner.models import VisitTerms
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import text
from marketplace.kernel.clock import today
from marketplace.kernel.errors import IllegalTransition
from storefront.vendors.roles import ORDER_ROLES, require_role

from . import tasks
from .days import COMING, fullest, no_room, refusals
from .errors import EnquiryRefused, MovedMeanwhile
from .models import Enquiry, EnquiryMessage
from .selectors import people_agreed
from .statuses import EnquiryState, Side, moves

MESSAGE_LENGTH = 2_000
#: Of one address at all hosts together, so that nobody is asked on behalf of others without end.
MOST_OPEN = 10
#: Messages of one enquiry.
MOST_MESSAGES = 60
_OPEN = (EnquiryState.NEW, EnquiryState.ANSWERED, EnquiryState.AGREED)


def ask_visit(
    *,
    terms: VisitTerms,
    form_key: str,
    name: str,
    email: str,
    phone: str,
    first_day: datetime.date,
    last_day: datetime.date | None,
    people: int,
    message: str,
    user: Any,
    language: str,
) -> Enquiry:
    """An enquiry of one or several days; the visitor and the host's people get a mail.

    The same ``form_key`` a second time is the same enquiry. EnquiryRefused with ``reasons`` where the
    host's terms do not allow it, where those who come already leave no room, and beyond MOST_OPEN.
    """
    asked = Enquiry.objects.filter(form_key=form_key).first()
    if asked is not None:
        return asked
    day, last = today(), last_day or first_day
    agreed = people_agreed(terms.product_id, first=first_day, last=first_day + COMING)
    reasons = refusals(terms, first=first_day, last=last, people=people, on=day, taken=agreed)
    if reasons:
        raise EnquiryRefused(_("Please look at the marked fields."), reasons=reasons)
    waiting = Enquiry.objects.filter(email__iexact=email, state__in=_OPEN, last_day__gte=day)
    if waiting.count() >= MOST_OPEN:
        raise EnquiryRefused(
            _("This address has many open enquiries. Please withdraw one first."), code="full"
        )
    try:
        with transaction.atomic():
            enquiry = Enquiry.objects.create(
                form_key=form_key,
                product=terms.product,
                vendor=terms.vendor,
                user=user if isinstance(user, User) else None,
                language=language,
                name=text.clean(name),
                email=email,
                phone=phone,
                first_day=first_day,
                last_day=last,
                people=people,
            )
            _write(enquiry, Side.VISITOR, message, author=enquiry.user)
            tasks.send_enquiry_mail.enqueue(enquiry.pk, "asked")
            tasks.tell_host.enqueue(enquiry.pk, "asked")
    except IntegrityError:  # the same form at the same moment
        return Enquiry.objects.get(form_key=form_key)
    return enquiry


def answer_enquiry(*, enquiry: Enquiry, to: str, message: str, acting_user: User) -> Enquiry:
    """The host writes, agrees or declines; the visitor gets a mail.

    NotAllowed without the role, IllegalTransition where the table has no such move or the visit is
    over, MovedMeanwhile where somebody else was faster, EnquiryRefused (``message``) for an answer or
    a refusal without words, and (``room``) for a word that would bring more people than there is room for.
    """
    require_role(role_in(acting_user, enquiry.vendor.organisation), ORDER_ROLES)
    if to != EnquiryState.AGREED and not text.clean(message):
        raise EnquiryRefused(_("Please write to the visitor."), code="message")
    kind = to if to != enquiry.state or to == EnquiryState.ANSWERED else "answered"
    with transaction.atomic():
        if to == EnquiryState.AGREED:
            _leave_room(enquiry)
        _move(enquiry, Side.HOST, to, message, author=acting_user)
        tasks.send_enquiry_mail.enqueue(enquiry.pk, str(kind))
    return enquiry


def _leave_room(enquiry: Enquiry) -> None:
    """Refuse what would bring too many on one day. Of two words at once the second waits for the first:
    the update holds the terms' row until the transaction ends, on SQLite the whole file.
    """
    VisitTerms.objects.filter(product=enquiry.product_id).update(capacity=F("capacity"))
    terms = VisitTerms.objects.filter(product=enquiry.product_id).first()
    if terms is None:
        return
    days = enquiry.first_day, enquiry.last_day
    agreed = people_agreed(enquiry.product_id, first=days[0], last=days[1], but=enquiry)
    day, room = fullest(terms, *days, agreed)
    if room < enquiry.people:
        raise EnquiryRefused(no_room(day, room), code="room")


def write_to_host(*, enquiry: Enquiry, message: str, user: Any) -> Enquiry:
    """The visitor writes once more; an answered enquiry waits for an answer again."""
    if not text.clean(message):
        raise EnquiryRefused(_("Please write something first."), code="message")
    to = EnquiryState.AGREED if enquiry.state == EnquiryState.AGREED else EnquiryState.NEW
    with transaction.atomic():
        _move(enquiry, Side.VISITOR, to, message, author=user)
        tasks.tell_host.enqueue(enquiry.pk, "written")
    return enquiry


def withdraw_enquiry(*, enquiry: Enquiry, user: Any) -> Enquiry:
    """The visitor does not come; the host is told."""
    with transaction.atomic():
        _move(enquiry, Side.VISITOR, EnquiryState.WITHDRAWN, "", author=user)
        tasks.tell_host.enqueue(enquiry.pk, "withdrawn")
    return enquiry


def _move(enquiry: Enquiry, side: Side, to: str, message: str, *, author: Any) -> None:
    seen = enquiry.state
    if enquiry.is_over(on=today()):
        raise IllegalTransition(_("The days of this visit are over."))
    if to not in moves(side, seen):
        raise IllegalTransition(_("This enquiry has ended; nothing more can be written to it."))
    if enquiry.messages.count() >= MOST_MESSAGES:
        raise EnquiryRefused(_("There are many messages already. Please call each other."))
    moved = Enquiry.objects.filter(pk=enquiry.pk, state=seen).update(state=to)
    if not moved:
        raise MovedMeanwhile(_("Somebody was faster. Please look at it again."))
    enquiry.state = to
    _write(enquiry, side, message, author=author if isinstance(author, User) else None)


def _write(enquiry: Enquiry, side: Side, message: str, *, author: User | None) -> None:
    lines = [text.clean(line) for line in message[:MESSAGE_LENGTH].splitlines()]
    EnquiryMessage.objects.create(
        enquiry=enquiry,
        side=side,
        author=author,
        state=enquiry.state,
        text="\n".join(lines).strip(),
    )
