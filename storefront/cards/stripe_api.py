"""Stripe, and the only module that imports its library.

Every call has a time-out, every writing one an idempotency key; answers become our own frozen
values. Whatever goes wrong is one of two errors: try again later, or it will never work.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import stripe
from django.conf import settings

from marketplace.kernel.errors import MarketplaceError

CURRENCY = "vnd"
_TIMEOUT_SECONDS = 8.0
_RETRIES = 1


class CardServiceAway(MarketplaceError):
    """No answer, too many requests, or an error on their side: the same call may be made again."""

    code = "card_service_away"


class CardServiceRefused(MarketplaceError):
    """The call as it is will never work."""

    code = "card_service_refused"


class BadSignature(MarketplaceError):
    code = "bad_signature"


@dataclass(frozen=True, slots=True)
class Intent:
    """A PaymentIntent as it stands; ``amount`` and ``received`` in whole đồng."""

    id: str
    client_secret: str
    amount: int
    received: int
    currency: str
    status: str
    order: str
    attempt: str
    problem: str

    @property
    def words(self) -> str:
        return f"{self.amount} {self.currency} {self.status}"


@dataclass(frozen=True, slots=True)
class Session:
    """A hosted page: ``url`` is where the buyer pays; the intent comes into being there."""

    id: str
    url: str
    status: str
    intent_id: str


@dataclass(frozen=True, slots=True)
class Refunded:
    id: str
    intent_id: str
    amount: int
    status: str
    problem: str


@dataclass(frozen=True, slots=True)
class Disputed:
    id: str
    intent_id: str
    amount: int
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """A webhook event whose signature held: what kind, about which object."""

    id: str
    kind: str
    object_id: str


@functools.lru_cache(maxsize=4)
def _client_for(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": base} if base else {},
        http_client=stripe.RequestsClient(timeout=_TIMEOUT_SECONDS),
        max_network_retries=_RETRIES,
    )


def _client() -> stripe.StripeClient:
    return _client_for(settings.STRIPE_SECRET_KEY, settings.STRIPE_API)


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        raise CardServiceAway(str(error)) from error
    except stripe.StripeError as error:
        raise CardServiceRefused(str(error)) from error


def _metadata(order: str, attempt: str) -> dict[str, str]:
    return {"order": order, "attempt": attempt}


def create_intent(*, order: str, attempt: str, amount: int, key: str) -> Intent:
    """A new intent for ``amount`` đồng; the same ``key`` answers with the same intent."""
    with _asking():
        made = _client().v1.payment_intents.create(
            {
                "amount": amount,
                "currency": CURRENCY,
                "automatic_payment_methods": {"enabled": True},
                "metadata": _metadata(order, attempt),
                "description": order,
            },
            {"idempotency_key": key},
        )
        return _intent(made)


def create_session(
    *,
    order: str,
    attempt: str,
    amount: int,
    key: str,
    title: str,
    language: str,
    success_url: str,
    cancel_url: str,
    expires_at: int,
) -> Session:
    """A hosted page for one payment, for browsers that run no scripts."""
    with _asking():
        made = _client().v1.checkout.sessions.create(
            {
                "mode": "payment",
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": CURRENCY,
                            "unit_amount": amount,
                            "product_data": {"name": title},
                        },
                    }
                ],
                "client_reference_id": attempt,
                "metadata": _metadata(order, attempt),
                "payment_intent_data": {"metadata": _metadata(order, attempt)},
                "locale": "vi" if language == "vi" else "en",
                "success_url": success_url,
                "cancel_url": cancel_url,
                "expires_at": expires_at,
            },
            {"idempotency_key": key},
        )
        return _session(made)


def intent(intent_id: str) -> Intent:
    with _asking():
        return _intent(_client().v1.payment_intents.retrieve(intent_id))


def session(session_id: str) -> Session:
    with _asking():
        return _session(_client().v1.checkout.sessions.retrieve(session_id))


def cancel_intent(intent_id: str) -> Intent:
    """As it stands afterwards: also one that cannot be cancelled any more, because it was paid."""
    try:
        with _asking():
            return _intent(_client().v1.payment_intents.cancel(intent_id))
    except CardServiceRefused:
        return intent(intent_id)


def expire_session(session_id: str) -> Session:
    """As it stands afterwards: also one that is complete or over already."""
    try:
        with _asking():
            return _session(_client().v1.checkout.sessions.expire(session_id))
    except CardServiceRefused:
        return session(session_id)


def create_refund(*, intent_id: str, amount: int, key: str) -> Refunded:
    with _asking():
        made = _client().v1.refunds.create(
            {"payment_intent": intent_id, "amount": amount}, {"idempotency_key": key}
        )
        return _refund(made)


def refund(refund_id: str) -> Refunded:
    with _asking():
        return _refund(_client().v1.refunds.retrieve(refund_id))


def dispute(dispute_id: str) -> Disputed:
    with _asking():
        return _dispute(_client().v1.disputes.retrieve(dispute_id))


def disputes_since(moment: int) -> Iterator[Disputed]:
    """All disputes begun since ``moment`` (seconds since 1970), page by page."""
    with _asking():
        pages = _client().v1.disputes.list({"created": {"gte": moment}, "limit": 100})
        for one in pages.auto_paging_iter():
            yield _dispute(one)


def intents_since(moment: int) -> Iterator[Intent]:
    """All intents created since ``moment`` (seconds since 1970), page by page."""
    with _asking():
        pages = _client().v1.payment_intents.list({"created": {"gte": moment}, "limit": 100})
        for one in pages.auto_paging_iter():
            yield _intent(one)


def refunds_of(intent_id: str) -> list[Refunded]:
    with _asking():
        pages = _client().v1.refunds.list({"payment_intent": intent_id, "limit": 100})
        return [_refund(one) for one in pages.auto_paging_iter()]


def read_event(body: bytes, signature: str) -> Event:
    """The event, its signature checked on the raw body and its age against five minutes."""
    try:
        made = stripe.Webhook.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
        return Event(id=made.id, kind=made.type, object_id=_text(made.data.object, "id"))
    except (ValueError, KeyError, AttributeError, TypeError, stripe.StripeError) as error:
        raise BadSignature(str(error)) from error


def _id_of(found: Any) -> str:
    """Stripe names an object by its id, or gives it whole."""
    return found if isinstance(found, str) else str(getattr(found, "id", "") or "")


def _intent(found: Any) -> Intent:
    metadata = found.metadata or {}
    problem = found.last_payment_error
    return Intent(
        id=found.id,
        client_secret=found.client_secret or "",
        amount=found.amount,
        received=found.amount_received or 0,
        currency=found.currency,
        status=found.status,
        order=_text(metadata, "order"),
        attempt=_text(metadata, "attempt"),
        problem=(_text(problem, "decline_code") or _text(problem, "code")) if problem else "",
    )


def _text(found: Any, name: str) -> str:
    try:
        return str(found[name] or "")
    except (KeyError, TypeError):
        return ""


def _session(found: Any) -> Session:
    return Session(
        id=found.id,
        url=found.url or "",
        status=found.status or "",
        intent_id=_id_of(found.payment_intent),
    )


def _dispute(found: Any) -> Disputed:
    return Disputed(
        id=found.id,
        intent_id=_id_of(found.payment_intent),
        amount=found.amount,
        status=found.status,
        reason=found.reason or "",
    )


def _refund(found: Any) -> Refunded:
    return Refunded(
        id=found.id,
        intent_id=_id_of(found.payment_intent),
        amount=found.amount,
        status=found.status or "",
        problem=_text(found, "failure_reason"),
    )
