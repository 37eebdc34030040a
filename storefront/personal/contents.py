"""Everything that this system knows about a person, as plain values for a JSON document."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from marketplace.accounts.models import Membership, User
from storefront.address.models import UserAddress
from storefront.customer.models import ProductAlert
from storefront.invoices.details import kept_words
from storefront.invoices.personal import invoices_about
from storefront.newsletter.models import Delivery, Subscription
from storefront.order.models import Line, Order
from storefront.saved.models import SavedProduct
from storefront.sourcing.models import ContactReveal, SupplierList
from storefront.trade.personal import told_about

from .models import Consent


def everything_about(user: User) -> dict[str, Any]:
    """Of this person alone: orders placed while signed in, none of anybody else's."""
    return {
        "account": {
            "id": user.public_id,
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": user.language,
            "joined": user.date_joined.isoformat(),
        },
        "organisations": [
            {"name": one.organisation.name, "role": one.role, "since": one.created_at.isoformat()}
            for one in Membership.objects.filter(user=user).select_related("organisation")
        ],
        "addresses": [_address(one) for one in UserAddress.objects.filter(user=user)],
        "invoice_details": kept_words(user) or None,
        "orders": _orders(user),
        "saved_products": [
            {"product": one.product.title, "saved": one.saved_at.isoformat()}
            for one in SavedProduct.objects.filter(user=user).select_related("product")
        ],
        "supplier_lists": [
            {
                "name": one.name,
                "suppliers": [
                    {"supplier": entry.vendor.name, "note": entry.note}
                    for entry in one.entries.all()
                ],
            }
            for one in SupplierList.objects.filter(user=user).prefetch_related("entries__vendor")
        ],
        "contacts_shown": [
            {"supplier": one.vendor.name, "at": one.at.isoformat()}
            for one in ContactReveal.objects.filter(user=user).select_related("vendor")
        ],
        "alerts": [
            {
                "product": one.product.title,
                "kind": one.kind,
                "status": one.status,
                "asked": one.date_created.isoformat(),
            }
            for one in alerts_about(user).select_related("product").order_by("pk")
        ],
        "enquiries": told_about(user),
        "newsletter": [
            {
                "email": one.email,
                "province": one.province.name_vi if one.province else None,
                "status": one.state,
                "text": one.consent_text,
                "version": one.consent_version,
                "asked": one.asked_at.isoformat(),
                "confirmed": one.confirmed_at.isoformat() if one.confirmed_at else None,
                "stopped": one.stopped_at.isoformat() if one.stopped_at else None,
            }
            for one in Subscription.objects.filter(email__in=proven_addresses(user))
            .select_related("province")
            .order_by("pk")
        ],
        "newsletters_sent": [
            one.issue.until.isoformat()
            for one in Delivery.objects.filter(email__in=proven_addresses(user))
            .select_related("issue")
            .order_by("pk")
        ],
        "consents": [
            {
                "purpose": one.purpose,
                "text": one.text,
                "version": one.version,
                "given": one.is_given,
                "at": one.at.isoformat(),
            }
            for one in Consent.objects.filter(user=user).order_by("pk")
        ],
    }


def proven_addresses(user: User) -> list[str]:
    """The person's confirmed addresses, in small letters; one query."""
    proven = EmailAddress.objects.filter(user=user, verified=True)
    return [email.lower() for email in proven.values_list("email", flat=True)]


def alerts_about(user: User) -> QuerySet[ProductAlert]:
    """The person's alerts, also those asked for as a guest at an address that is proven theirs."""
    mine = Q(user=user)
    for email in proven_addresses(user):
        mine |= Q(user__isnull=True, email__iexact=email)
    return ProductAlert.objects.filter(mine)


def _orders(user: User) -> list[dict[str, Any]]:
    lines: dict[int, list[dict[str, Any]]] = {}
    for line in Line.objects.filter(order__user=user).order_by("pk"):
        lines.setdefault(line.order_id, []).append(
            {
                "title": line.title,
                "producer": line.producer_name,
                "quantity": line.quantity,
                "total": line.price,
                "discount": line.discount,
                "star": line.star,
                "decision": line.decision_number,
            }
        )
    orders = Order.objects.filter(user=user).select_related("shipping_address").order_by("pk")
    invoices = invoices_about(orders)
    return [
        {
            "number": order.number,
            "placed": order.date_placed.isoformat(),
            "status": order.status,
            "payment": order.payment_method,
            "goods": order.goods_total,
            "discount": order.discount_total,
            "delivery": order.shipping_total,
            "total": order.total,
            "email": order.guest_email,
            "gift_message": order.gift_message,
            "address": _address(order.shipping_address) if order.shipping_address else None,
            "lines": lines.get(order.pk, []),
            "invoices": invoices.get(order.pk, []),
            "terms": order.frozen_terms.get("terms"),
        }
        for order in orders
    ]


def _address(one: Any) -> dict[str, str]:
    return {
        "name": one.first_name,
        "phone": str(one.phone_number or ""),
        "street": one.line1,
        "commune": one.commune_name,
        "province": one.province_name,
        "former_ward": one.former_ward,
        "former_district": one.former_district,
        "note": one.notes or "",
    }
