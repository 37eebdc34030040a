"""Every address has an entry here: who may come in. A new one without an entry fails the build.

What a role may see of *other* tenants' objects is tested where the objects are (tests/storefront,
tests/certification); here it is the doors.
"""

import pytest
from django.test import Client

from tests.addresses import addresses
from tests.factories import make_user

PUBLIC, SIGNED_IN, VENDOR, OFFICE = "public", "signed in", "vendor member", "office member"
OPERATOR = "operator with the permission"
MATRIX: dict[str, set[str]] = {
    PUBLIC: {
        "healthz", "readyz", "me", "set_language", "media", "drawn", "film", "robots",
        "sitemap", "sitemap_part",
        "account_login", "account_signup", "account_logout", "account_inactive",
        "account_email_verification_sent", "account_confirm_email", "account_confirm_login_code",
        "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done",
        "mfa_authenticate", "accounts:second_factor_missing", "accounts:enrol",
        "customer:login", "customer:logout", "customer:register",
        "password-reset", "password-reset-confirm",
        "basket:summary", "basket:add", "basket:update", "basket:clear", "basket:destination",
        "basket:voucher", "gift_sets:list", "gift_sets:detail", "gift_sets:into_basket",
        "saved:list", "saved:save", "saved:remove", "alerts:ask", "alerts:confirm", "alerts:stop",
        "newsletter:ask", "newsletter:asked", "newsletter:confirm", "newsletter:stop",
        "personal:keep", "demands:new",
        "visit:ask", "visit:enquiry", "visit:write", "visit:withdraw",
        "checkout:index", "checkout:communes", "checkout:payment", "checkout:review",
        "order:contract", "invoice:ask", "invoice:file", "order:detail", "order:again", "order:cancel",
        "transfer:panel", "transfer:qr_svg", "transfer:qr_png", "transfer:claim",
        "watch:stop",
        "card:pay", "card:hosted", "card:return", "card_events",
        "certification:verify", "certification:verify_code",
        "certification:verify_qr_svg", "certification:verify_qr_png",
        "catalogue:index", "catalogue:category", "catalogue:province", "catalogue:detail",
        "search:suggest", "suppliers:directory", "suppliers:compare", "suppliers:detail",
        "reach:feed", "reach:province_feed", "reach:province_calendar", "reach:page_calendar",
        "reach:cover",
        "producers:detail",
        "pages:rules", "pages:ranking", "pages:privacy", "pages:returns", "pages:contact",
        "pages:style",
        "provinces", "province_page", "wagtail_serve", "wagtailcore_login",
        "wagtailcore_authenticate_with_password",
        "wagtaildocs_serve", "wagtaildocs_authenticate_with_password",
    },
    SIGNED_IN: {
        "account_email", "account_change_password", "account_set_password",
        "account_reauthenticate", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "accounts:profile", "accounts:organisation",
        "accounts:add_member", "accounts:change_member",
        "matches:demand", "matches:allocation", "matches:export",
        "customer:summary", "customer:order-list", "customer:order-export",
        "customer:address-list", "customer:address-new", "customer:address-edit",
        "customer:address-default", "customer:address-delete",
        "customer:alert-list", "customer:alert-stop",
        "watch:news", "watch:seen", "watch:mail",
        "personal:overview", "personal:export", "personal:download", "personal:erase",
        "sourcing:lists", "sourcing:list", "sourcing:change_list", "sourcing:keep",
        "sourcing:export", "sourcing:table", "sourcing:download", "sourcing:contact",
        "demands:list", "demands:buyer", "demands:write", "demands:demand", "demands:edit",
        "demands:move", "demands:copy",
        "vendors:home",  # one's own shops, which may be none
    },
    VENDOR: {
        "vendors:vendor", "vendors:closed", "vendors:orders", "vendors:batch", "vendors:export",
        "vendors:hand_over", "vendors:slips",
        "vendors:order", "vendors:move", "vendors:slip", "vendors:products", "vendors:offer",
        "vendors:submit", "vendors:withdraw", "vendors:photographs", "vendors:photograph",
        "vendors:replace_photograph", "vendors:earlier_photograph", "vendors:later_photograph",
        "vendors:remove_photograph", "vendors:restore_photograph", "matched:supply",
        "invoices:list", "invoices:invoice", "invoices:file", "invoices:export",
        "vendors:contract", "shelf:grid", "shelf:undo", "shelf:export", "shelf:upload",
        "shelf:import", "shelf:take",
        "shipments:send", "shipments:move", "shipments:pack",
        "rates:rates", "rates:end",
        "supplies:list", "supplies:producer",
        "supplies:new", "supplies:export", "supplies:upload", "supplies:import",
        "supplies:take", "supplies:edit", "supplies:move", "supplies:history",
        "visits:enquiries", "visits:enquiry", "visits:services", "visits:terms",
        "transfers:account", "transfers:retire_account", "transfers:confirm_account",
        "transfers:open", "transfers:owed", "transfers:refund", "transfers:confirm",
        "transfers:statements", "transfers:upload", "transfers:statement", "transfers:columns",
        "transfers:take", "transfers:drop", "transfers:matching", "transfers:transactions",
        "refunds:refund", "refunds:decide",
        "shop_vouchers:campaigns", "shop_vouchers:new", "shop_vouchers:campaign",
        "shop_vouchers:change", "shop_vouchers:uses", "shop_vouchers:codes",
        "shop_sets:sets", "shop_sets:new", "shop_sets:change", "shop_sets:withdraw",
        "transfers:export", "transfers:match", "transfers:unmatch", "transfers:aside",
        "ledger:months", "ledger:month", "ledger:export",
    },
    OFFICE: {
        "certification:document", "office:home", "office:upload", "office:imports",
        "office:import", "office:take", "office:error_rows", "office:worklist", "office:question",
        "office:certificates", "office:certificate", "office:listings", "office:listing",
        "office:photographs", "office:photograph",
        "office:vendors", "office:choose_producer", "office:new_vendor", "office:vendor",
        "office:verify_vendor", "office:suspend_vendor",
        "insight:overview", "insight:province", "insight:table",
        "vouchers:campaigns", "vouchers:new", "vouchers:campaign", "vouchers:change",
        "vouchers:uses", "vouchers:codes", "vouchers:owed", "vouchers:owed_file",
        "vouchers:deliveries", "vouchers:raise_delivery",
        "office_sets:sets", "office_sets:new", "office_sets:change", "office_sets:withdraw",
    },
    OPERATOR: {
        "operating:home", "operating:refunds", "operating:decide",
        "tariffs:tariffs", "tariffs:take", "tariffs:export", "tariffs:drop", "tariffs:version",
        "tariffs:promise", "tariffs:end", "tariffs:raise",
        "disagreements:money", "disagreements:mend", "disagreements:gone",
        "calling_off:find", "calling_off:order",
        "payouts:payouts", "payouts:make", "payouts:results", "payouts:run", "payouts:approve",
        "payouts:drop", "payouts:file", "payouts:taxes", "payouts:tax_file",
    },
}  # fmt: skip

#: Administrations that other packages bring: all of their addresses are one kind.
OPERATORS = ("/dashboard/", "/django-admin/", "/offers/")
EDITORS = ("/cms/",)
#: Drawings, words for scripts and ways out, the same for everybody.
HARMLESS = {
    "wagtailadmin_sprite",
    "wagtailadmin_logout",
    "admin:logout",
}
REFUSED = {403, 404, 405}


def ours() -> dict[str, str]:
    """Name → a path, of all addresses outside the administrations."""
    return {
        address.name or address.path: address.path
        for address in addresses()
        if not address.path.startswith(OPERATORS + EDITORS)
    }


def administrations() -> list[str]:
    return sorted(
        {
            address.path
            for address in addresses()
            if address.path.startswith(OPERATORS + EDITORS)
            and not address.path.endswith("/jsi18n/")
            and address.name.rpartition(":")[2]
            not in {name.rpartition(":")[2] for name in HARMLESS}
        }
    )


def is_refused(answer) -> bool:
    """To the sign-in page, forbidden, not there, or no such method."""
    if answer.status_code == 302:
        return "/login/" in answer["Location"] or "/password/" in answer["Location"]
    return answer.status_code in REFUSED


def visits(client: Client, path: str):
    yield "GET", client.get(path)
    yield "POST", client.post(path)


def test_every_address_says_who_may_come_in():
    listed = [name for names in MATRIX.values() for name in names]

    assert len(listed) == len(set(listed))
    assert set(listed) == set(ours()) - {"/_util/login/"}


@pytest.mark.django_db
def test_the_anonymous_come_in_nowhere_but_in_public():
    paths = ours()
    client = Client()

    let_in = [
        (name, method, answer.status_code)
        for kind in (SIGNED_IN, VENDOR, OFFICE, OPERATOR)
        for name in sorted(MATRIX[kind])
        for method, answer in visits(client, paths[name])
        if not is_refused(answer)
    ]

    assert let_in == []


@pytest.mark.django_db
def test_a_customer_comes_into_no_workspace_and_no_office():
    paths = ours()
    client = Client()
    client.force_login(make_user())

    let_in = [
        (name, method, answer.status_code)
        for kind in (VENDOR, OFFICE, OPERATOR)
        for name in sorted(MATRIX[kind])
        for method, answer in visits(client, paths[name])
        if not is_refused(answer)
    ]

    assert let_in == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["anonymous", "customer"])
def test_nobody_but_their_own_people_comes_into_an_administration(who):
    client = Client()
    if who == "customer":
        client.force_login(make_user())

    let_in = [
        (path, method, answer.status_code)
        for path in administrations()
        for method, answer in visits(client, path)
        if not is_refused(answer)
    ]

    assert len(administrations()) > 300
    assert let_in == []
