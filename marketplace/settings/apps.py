"""What is installed. Oscar's forks are declared here and nowhere else."""

import oscar

#: Oscar's app config → ours. tests/architecture holds the tree against this table.
OSCAR_FORKS: dict[str, str] = {
    "oscar.apps.address.apps.AddressConfig": "storefront.address.apps.AddressConfig",
    "oscar.apps.basket.apps.BasketConfig": "storefront.basket.apps.BasketConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig": "catalog.catalogue.apps.CatalogueConfig",
    "oscar.apps.checkout.apps.CheckoutConfig": "storefront.checkout.apps.CheckoutConfig",
    "oscar.apps.customer.apps.CustomerConfig": "storefront.customer.apps.CustomerConfig",
    "oscar.apps.order.apps.OrderConfig": "storefront.order.apps.OrderConfig",
    "oscar.apps.partner.apps.PartnerConfig": "catalog.partner.apps.PartnerConfig",
    "oscar.apps.payment.apps.PaymentConfig": "storefront.payment.apps.PaymentConfig",
    "oscar.apps.search.apps.SearchConfig": "search.apps.SearchConfig",
    "oscar.apps.shipping.apps.ShippingConfig": "storefront.shipping.apps.ShippingConfig",
}

#: Oscar lists these itself; ours come from Django's own list below, and Haystack is replaced by search/.
_NOT_FROM_OSCAR = {"haystack"}

OSCAR_APPS: list[str] = [
    OSCAR_FORKS.get(app, app)
    for app in oscar.INSTALLED_APPS
    if not app.startswith("django.") and app not in _NOT_FROM_OSCAR
]

DJANGO_APPS: list[str] = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.flatpages",
]

WAGTAIL_APPS: list[str] = [
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]

LIBRARY_APPS: list[str] = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

OUR_APPS: list[str] = [
    "marketplace.kernel",
    "marketplace.caching",
    "marketplace.accounts",
    "marketplace.pictures",
    "marketplace.geography",
    "marketplace.operations",
    "marketplace.demo",
    "catalog.producers",
    "catalog.certification",
    "catalog.supply",
    "search.matching",
    "storefront.vendors",
    "storefront.shipments",
    "storefront.matches",
    "storefront.saved",
    "storefront.sourcing",
    "storefront.alerts",
    "storefront.personal",
    "storefront.newsletter",
    "storefront.transfers",
    "storefront.cards",
    "storefront.vouchers",
    "storefront.gift_sets",
    "storefront.ledger",
    "storefront.refunds",
    "storefront.watch",
    "storefront.trade",
    "storefront.invoices",
    "storefront.shelf",
    "storefront.supplies",
    "storefront.demands",
    "storefront.operating",
    "cms",
    "cms.insight",
]

INSTALLED_APPS: list[str] = [*OUR_APPS, *OSCAR_APPS, *WAGTAIL_APPS, *LIBRARY_APPS, *DJANGO_APPS]
