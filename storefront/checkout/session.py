"""What the first two steps have learned, kept in the session until the order is placed."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from marketplace.geography.models import Commune
from marketplace.kernel.ids import new_token
from marketplace.kernel.phone import phone_words
from storefront.address.destination import Destination
from storefront.invoices.details import InvoiceWords
from storefront.order.gifts import Gift

_KEY = "checkout"


@dataclass(frozen=True, kw_only=True)
class Details:
    destination: Destination
    phone: str
    email: str
    provider: str
    checkout_key: str
    invoice: InvoiceWords | None = None
    gift: Gift | None = None

    @property
    def phone_words(self) -> str:
        return phone_words(self.phone)

    @property
    def fingerprint(self) -> str:
        """Changes with the address, the addressee, the way to pay, the invoice and the gift."""
        to = self.destination
        seen = (
            *(to.name, to.street, to.commune.code, to.note),
            *(self.phone, self.email, self.provider, self.invoice, self.gift),
        )
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:24]


def remember(session: SessionBase, *, typed: dict[str, Any], destination: Destination) -> None:
    """Keep what was typed (to show it again) and how it was understood."""
    session[_KEY] = {
        "typed": typed,
        **{name: _kept(session).get(name) for name in ("provider", "invoice", "gift")},
        "commune": destination.commune.code,
        "name": destination.name,
        "street": destination.street,
        "note": destination.note,
        "former_ward": destination.former_ward,
        "former_district": destination.former_district,
        "key": _kept(session).get("key") or new_token(),
    }


def remember_wishes(
    session: SessionBase, *, provider: str, invoice: InvoiceWords | None, gift: Gift | None
) -> None:
    """The way to pay that the buyer has chosen, an invoice where one is wanted, a gift or not."""
    session[_KEY] = {
        **_kept(session),
        "provider": provider,
        "invoice": asdict(invoice) if invoice else None,
        "gift": asdict(gift) if gift else None,
    }


def typed(session: SessionBase) -> dict[str, Any]:
    """What was typed before, the phone as people write it; empty at first."""
    kept = _kept(session).get("typed")
    return kept | {"phone": phone_words(kept["phone"])} if kept else {}


def details(session: SessionBase) -> Details | None:
    """Everything that placing an order needs, or None where the first step is missing."""
    kept = _kept(session)
    commune = (
        Commune.objects.select_related("province__region")
        .filter(code=kept.get("commune", ""))
        .first()
    )
    if commune is None:
        return None
    return Details(
        destination=Destination(
            name=kept["name"],
            street=kept["street"],
            commune=commune,
            note=kept["note"],
            former_ward=kept["former_ward"],
            former_district=kept["former_district"],
        ),
        phone=kept["typed"]["phone"],
        email=kept["typed"]["email"],
        provider=kept.get("provider") or "",
        checkout_key=kept["key"],
        invoice=InvoiceWords(**kept["invoice"]) if kept.get("invoice") else None,
        gift=Gift(**kept["gift"]) if kept.get("gift") else None,
    )


def forget(session: SessionBase, *, placed: str) -> None:
    """The order is placed; ``placed`` is its token, for whoever goes back by the browser's button."""
    session[_KEY] = {"placed": placed}


def placed_token(session: SessionBase) -> str:
    """The token of the order that ended the last checkout; empty in the middle of one."""
    return str(_kept(session).get("placed", ""))


def _kept(session: SessionBase) -> dict[str, Any]:
    kept = session.get(_KEY)
    return kept if isinstance(kept, dict) else {}
