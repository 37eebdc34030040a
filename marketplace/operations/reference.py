"""What a fresh installation needs besides the apps' own tables: country, site, front page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as DjangoSite
from oscar.core.loading import get_model
from wagtail.models import Locale, Page, Site

from cms.models import HomePage


def load() -> None:
    """Idempotent: Viet Nam as the one country, the site's address, the Vietnamese front page."""
    get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN",
        defaults={
            "iso_3166_1_a3": "VNM",
            "iso_3166_1_numeric": "704",
            "printable_name": "Việt Nam",
            "name": "Cộng hoà Xã hội chủ nghĩa Việt Nam",
            "is_shipping_country": True,
        },
    )
    address = urlsplit(settings.SITE_URL)
    DjangoSite.objects.update_or_create(
        pk=settings.SITE_ID, defaults={"domain": address.netloc, "name": settings.OSCAR_SHOP_NAME}
    )
    _front_page(hostname=address.hostname or "localhost", port=address.port or 80)


def _front_page(*, hostname: str, port: int) -> None:
    vietnamese, _created = Locale.objects.get_or_create(language_code="vi")
    english, _created = Locale.objects.get_or_create(language_code="en")
    if not HomePage.objects.exists():
        root = Page.get_first_root_node()
        Page.objects.filter(depth=2, slug="home").delete()  # Wagtail's own welcome page
        home = root.add_child(
            instance=HomePage(title=settings.OSCAR_SHOP_NAME, slug="home", locale=vietnamese)
        )
    else:
        home = HomePage.objects.first()
    if not home.has_translation(english):
        home.copy_for_translation(english).save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": hostname,
            "port": port,
            "root_page": home,
            "site_name": settings.OSCAR_SHOP_NAME,
        },
    )
