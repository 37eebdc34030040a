from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Published pages belong into the site map.

        Drafts, which Wagtail notes at the page too, change no page; what is published does.
        """
        from wagtail.images import get_image_model
        from wagtail.models import Locale, Page, PageViewRestriction, Site

        from catalog.catalogue.registries import register_further_pages
        from marketplace.caching.watching import watch

        from .provinces.selectors import published

        register_further_pages(published)

        image = get_image_model()
        watch(
            *self.get_models(),
            Locale,
            PageViewRestriction,
            Site,
            image,
            image.get_rendition_model(),
        )
        watch(Page, only=_PUBLISHED)


_PUBLISHED = (
    "path",
    "depth",
    "title",
    "slug",
    "live",
    "url_path",
    "seo_title",
    "search_description",
    "show_in_menus",
    "locale_id",
    "expired",
    "live_revision_id",
    "last_published_at",
)
