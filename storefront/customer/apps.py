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
            path("orders/export/", views.order_export, name="order-export"),
            path("addresses/", views.address_list, name="address-list"),
            path("addresses/new/", views.address_new, name="address-new"),
            path("addresses/<str:public_id>/", views.address_edit, name="address-edit"),
            path(
                "addresses/<str:public_id>/default/", views.address_default, name="address-default"
            ),
            path("addresses/<str:public_id>/delete/", views.address_delete, name="address-delete"),
            path("alerts/", views.alert_list, name="alert-list"),
            path("alerts/<str:key>/stop/", views.alert_stop, name="alert-stop"),
            # Names that Oscar's dashboard and mails reverse.
            path("sign-in/", to("account_login"), name="login"),
            path("sign-out/", to("account_logout"), name="logout"),
            path("register/", to("account_signup"), name="register"),
        ]
