"""Producers are registered with the organisation that they are the OCOP side of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Membership, Organisation
from marketplace.accounts.selectors import role_in
from marketplace.geography.models import Commune, Province
from marketplace.kernel import audit, text
from marketplace.kernel.errors import MarketplaceError, NotAllowed

from .models import Producer
from .traits import FIELDS

NAME_LENGTH = 255
#: Who may say who leads a producer: itself, and an officer who acts for it.
STATING_ROLES = frozenset({Membership.Role.OWNER, Membership.Role.OFFICER})


class ProducerRefused(MarketplaceError):
    """A producer cannot be registered as given."""

    code = "producer_refused"


@dataclass(frozen=True, kw_only=True)
class NewProducer:
    """A producer as the paper has it; it need not be known to the tax office yet."""

    name: str
    province: Province
    legal_form: str = Organisation.LegalForm.UNKNOWN
    commune: Commune | None = None
    address: str = ""
    is_illustrative: bool = False
    name_en: str = ""


@transaction.atomic
def register_producers(new: Sequence[NewProducer], *, acting_user: Any = None) -> list[Producer]:
    """All of them or none, each with a new organisation, in the order given.

    Whether one is known already is the caller's question (truth 3). Raises ProducerRefused with
    ``name``, ``legal_form`` or ``commune``.
    """
    for one in new:
        _check(one)
    organisations = Organisation.objects.bulk_create(
        Organisation(
            name=text.clean(one.name),
            legal_form=one.legal_form,
            province=one.province,
            is_illustrative=one.is_illustrative,
        )
        for one in new
    )
    producers = Producer.objects.bulk_create(
        _unsaved(one, organisation) for one, organisation in zip(new, organisations, strict=True)
    )
    audit.record_many(
        action="producer.registered",
        targets=[(producer, {}) for producer in producers],
        acting_user=acting_user,
    )
    return producers


def register_producer(
    *, name: str, province: Province, acting_user: Any = None, **printed: Any
) -> Producer:
    """One producer; the rest of NewProducer by name."""
    one = NewProducer(name=name, province=province, **printed)
    return register_producers([one], acting_user=acting_user)[0]


@transaction.atomic
def state_traits(producer: Producer, *, traits: Collection[str], acting_user: Any) -> None:
    """Say who leads a producer, by codes of traits.FIELDS: these and no others hold from now on.

    Nothing is asked for or checked: it is its own word, and taken back as freely. Raises NotAllowed
    for whoever may not speak for it; no user is the system itself.
    """
    role = None if acting_user is None else role_in(acting_user, producer.organisation)
    if acting_user is not None and role not in STATING_ROLES:
        raise NotAllowed(_("Your role does not include this. Please ask the owner of the shop."))
    before = producer.traits
    for code, field in FIELDS.items():
        setattr(producer, field, code in traits)
    if producer.traits == before:
        return
    producer.save(update_fields=list(FIELDS.values()))
    audit.record(
        action="producer.traits_stated",
        target=producer,
        acting_user=acting_user,
        before=list(before),
        after=list(producer.traits),
    )


def _check(new: NewProducer) -> None:
    if not text.key(new.name) or len(text.clean(new.name)) > NAME_LENGTH:
        raise ProducerRefused(_("A producer needs a name of at most 255 characters."), code="name")
    if new.legal_form not in Organisation.LegalForm.values:
        raise ProducerRefused(_("This legal form is unknown."), code="legal_form")
    if new.commune is not None and new.commune.province_id != new.province.pk:
        raise ProducerRefused(_("The commune lies in another province."), code="commune")


def _unsaved(new: NewProducer, organisation: Organisation) -> Producer:
    name = text.clean(new.name)
    return Producer(
        organisation=organisation,
        name=name,
        name_en=text.clean(new.name_en)[:NAME_LENGTH],
        slug=text.slugify(name) or "producer",
        folded_name=text.key(name)[:NAME_LENGTH],
        province=new.province,
        commune=new.commune,
        address=text.clean(new.address)[:255],
        is_illustrative=new.is_illustrative,
    )
