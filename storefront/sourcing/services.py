"""Keeping suppliers on lists, asking for tables, looking at contacts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import Organisation, User
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.phone import phone_words

from . import tasks
from .errors import SourcingRefused
from .models import ContactReveal, ListedSupplier, SupplierList, SupplierTable
from .selectors import organisations_written, writes

MOST_LISTS = 50
MOST_ON_A_LIST = 500
#: Contacts that one person may look at in a day, and tables that it may ask for.
REVEALS_A_DAY = 30
TABLES_A_DAY = 10
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Contact:
    """``phone`` is to be dialled; an empty field is not stated."""

    phone: str
    phone_words: str
    email: str


def create_list(
    *, acting_user: User, name: str, organisation: Organisation | None = None
) -> SupplierList:
    """Of the user alone, or of an organisation for which it may keep lists."""
    name = text.clean(name)[:80]
    if not name:
        raise SourcingRefused(_("Give the list a name."), code="name")
    if organisation is not None and not _writes_for(acting_user, organisation):
        raise _not_allowed()
    owner = {"organisation": organisation} if organisation else {"user": acting_user}
    if SupplierList.objects.filter(**owner).count() >= MOST_LISTS:
        raise SourcingRefused(_("There are too many lists. Delete one first."), code="full")
    return SupplierList.objects.create(name=name, **owner)


def add_suppliers(
    *, acting_user: User, supplier_list: SupplierList, vendors: Sequence[Vendor]
) -> int:
    """How many came; those that are on it stay as they are."""
    _may_write(acting_user, supplier_list)
    with transaction.atomic():
        before = supplier_list.entries.count()
        ListedSupplier.objects.bulk_create(
            [ListedSupplier(supplier_list=supplier_list, vendor=one) for one in vendors],
            ignore_conflicts=True,
        )
        after = supplier_list.entries.count()
        if after > MOST_ON_A_LIST:
            raise SourcingRefused(
                _("A list holds %(number)d suppliers at most.") % {"number": MOST_ON_A_LIST},
                code="full",
            )
    return after - before


def remove_supplier(*, acting_user: User, supplier_list: SupplierList, vendor_id: str) -> bool:
    """``vendor_id`` is public; False where it was not on the list."""
    _may_write(acting_user, supplier_list)
    found = supplier_list.entries.filter(vendor__public_id=vendor_id)
    return bool(found.delete()[0])


def write_note(
    *, acting_user: User, supplier_list: SupplierList, vendor_id: str, note: str
) -> bool:
    _may_write(acting_user, supplier_list)
    found = supplier_list.entries.filter(vendor__public_id=vendor_id)
    return bool(found.update(note=text.clean(note)[:500]))


def delete_list(*, acting_user: User, supplier_list: SupplierList) -> None:
    _may_write(acting_user, supplier_list)
    supplier_list.delete()


def ask_table(
    *,
    acting_user: User,
    file_format: str,
    query: str = "",
    supplier_list: SupplierList | None = None,
) -> SupplierTable:
    """The queue makes it; refused where the person has asked often today."""
    since = now() - _DAY
    asked = SupplierTable.objects.filter(user=acting_user, asked_at__gt=since).count()
    if asked >= TABLES_A_DAY:
        raise SourcingRefused(
            _("You have asked often today. Please come back tomorrow."), code="often"
        )
    with transaction.atomic():
        table = SupplierTable.objects.create(
            user=acting_user,
            format=file_format,
            query=query[:2000],
            supplier_list=supplier_list,
            language=get_language() or "vi",
        )
        audit.record(
            action="suppliers.table_asked", target=table, acting_user=acting_user, query=table.query
        )
        tasks.prepare_table.enqueue(table.pk)
    return table


def reveal_contact(*, acting_user: User, vendor: Vendor) -> Contact:
    """Phone and e-mail of a verified vendor, for one look; who looked at whose and when is kept.

    Refused (``often``) beyond REVEALS_A_DAY looks of one person.
    """
    with transaction.atomic():
        recent = ContactReveal.objects.filter(user=acting_user, at__gt=now() - _DAY)
        if recent.count() >= REVEALS_A_DAY:
            raise SourcingRefused(
                _("You have looked at many contacts today. Please come back tomorrow."),
                code="often",
            )
        ContactReveal.objects.create(vendor=vendor, user=acting_user)
        audit.record(action="vendor.contact_shown", target=vendor, acting_user=acting_user)
    return Contact(
        phone=vendor.phone,
        phone_words=phone_words(vendor.phone) if vendor.phone else "",
        email=vendor.email,
    )


def _may_write(user: User, supplier_list: SupplierList) -> None:
    if not writes(user, supplier_list):
        raise _not_allowed()


def _writes_for(user: User, organisation: Organisation) -> bool:
    return organisations_written(user).filter(pk=organisation.pk).exists()


def _not_allowed() -> SourcingRefused:
    return SourcingRefused(
        _("Your role reads this organisation's lists and changes none."), code="role"
    )
