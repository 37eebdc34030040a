from django.urls import path
from oscar.apps.customer import apps


class CustomerConfig(apps.CustomerConfig):
    """A person's own pages. Signing in, e-mail and password are allauth's."""

    name = "storefront.customer"

    def ready(self) -> None:
        """Without upstream's views (none is served) and receivers (history cookie, stock alerts)."""

    def get_urls(self):
        from django.views.generic import RedirectView

        from . import views

        def to(name: str):
            return RedirectView.as_view(pattern_name=name, query_string=True)

        return [
            path("", views.summary, name="summary"),
            path("orders/", views.order_list, name="order-list"),
            # Names that Oscar's dashboard and mails reverse.
            path("sign-in/", to("account_login"), name="login"),
            path("sign-out/", to("account_logout"), name="logout"),
            path("register/", to("account_signup"), name="register"),
        ]
