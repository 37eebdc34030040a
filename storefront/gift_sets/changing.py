"""A gift set is changed by whom it belongs to: its words, its packs, what is given on it and until when.

Orders keep what they were. A basket that holds the set as it was says so, until it is put in again.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.money import dong
from storefront.basket.line import ContentLine
from storefront.vouchers.models import Campaign

from .errors import SetRefused
from .making import check_discount, check_parts, new_campaign, part_of, require_maker
from .models import GiftSet, GiftSetPart
from .terms import SetTerms


def change_set(
    *, gift_set: GiftSet, terms: SetTerms, lines: Sequence[ContentLine], acting_user: User
) -> None:
    """All that it says from now on; what it has at this moment may stay though it is sold out.

    NotAllowed; SetRefused as ``make_set``, where it is withdrawn (``withdrawn``), and where the
    budget would be less than orders hold of it (``budget``). Then nothing has changed.
    """
    require_maker(acting_user, gift_set)
    with transaction.atomic():
        mine = GiftSet.objects.select_for_update(of=("self",)).select_related("campaign")
        held = mine.get(pk=gift_set.pk)
        if held.withdrawn_at is not None:
            raise SetRefused(_("This set is no longer offered."), code="withdrawn")
        parts = {part.stockrecord_id: part for part in held.parts.all()}
        check_parts(held, lines, known=parts)
        if terms.discount:
            check_discount(held, terms, lines)
        for name, words in terms.words.items():
            setattr(held, name, words)
        _change_discount(held, terms, acting_user)
        held.save()
        _change_parts(held, parts, lines)
        audit.record(
            action="gift_set.changed",
            target=held,
            acting_user=acting_user,
            parts={str(line.line.stockrecord_id): line.quantity for line in lines},
            discount=terms.discount,
        )


def _change_discount(gift_set: GiftSet, terms: SetTerms, acting_user: User) -> None:
    """Of the sets ordered from now on; without a discount the campaign is stopped."""
    campaign = gift_set.campaign
    if campaign is None:
        if terms.discount:
            gift_set.campaign = new_campaign(gift_set, terms, acting_user)
        return
    rows = Campaign.objects.filter(pk=campaign.pk)
    rows.update(name=gift_set.title, name_en=gift_set.title_en)
    if not terms.discount:
        rows.filter(stopped_at=None).update(stopped_at=now())
        return
    enough = rows.filter(committed__lte=terms.budget).update(
        amount=terms.discount,
        budget=terms.budget,
        last_day=terms.last_day,
        reference=terms.reference,
        stopped_at=None,
    )
    if not enough:
        campaign.refresh_from_db(fields=["committed"])
        raise SetRefused(
            _("Orders hold %(amount)s of it already; the budget is at least as much.")
            % {"amount": dong(campaign.committed)},
            code="budget",
        )


def _change_parts(
    gift_set: GiftSet, parts: dict[int, GiftSetPart], lines: Sequence[ContentLine]
) -> None:
    wanted = {line.line.stockrecord_id: line for line in lines}
    gift_set.parts.exclude(stockrecord__in=wanted).delete()
    for record, line in wanted.items():
        if record in parts:
            GiftSetPart.objects.filter(pk=parts[record].pk).update(quantity=line.quantity)
    GiftSetPart.objects.bulk_create(
        part_of(gift_set, line) for record, line in wanted.items() if record not in parts
    )
