"""The pages of money, and who looks at them once a month of money lies behind the demo's shops.

Names alone, no models: whoever imports it may stand outside the application.
"""

from tests.journeys.offers import VENDORS

OPERATORS = ("van-hanh@demo.example", "duyet-chi@demo.example")
CLERK = "ban-hang@demo.example"
#: What the application must be told for orders by card; nobody is asked at Stripe.
SETTINGS = {
    "STRIPE_SECRET_KEY": "sk_test_of_a_test",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_of_a_test",
    "REFUND_APPROVAL_ABOVE": "0",
}
COMMAND = "from tests.browser.month_of_money import fill; fill()"


def pages(ids: dict[str, str]) -> dict[str, list[str]]:
    """Who looks at which pages; the empty name is a buyer with an order's address."""
    shop = f"/vendor/{ids['vendor']}"
    return {
        OPERATORS[0]: [
            "/office/market/",
            "/office/market/refunds/",
            "/office/money/",
            "/office/tariffs/",
            f"/office/tariffs/{ids['tariff']}/new/",
            "/payouts/",
            f"/payouts/{ids['run']}/",
            f"/payouts/{ids['approved']}/",
        ],
        VENDORS[0]: [
            f"{shop}/orders/{ids['order']}/",
            f"{shop}/orders/{ids['order']}/send/",
            f"{shop}/orders/{ids['refunded']}/refund/",
            f"{shop}/orders/{ids['order']}/slip/",
            f"{shop}/shelf/",
            f"{shop}/shelf/import/",
            f"{shop}/closed/",
            f"{shop}/rates/",
            f"{shop}/invoices/",
            f"{shop}/invoices/{ids['invoice']}/",
            f"{shop}/settlement/",
            f"{shop}/settlement/{ids['month']}/",
            f"{shop}/transfers/owed/",
        ],
        "": [f"/order/{ids['token']}/", f"/order/{ids['token']}/invoice/"],
    }
