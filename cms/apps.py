from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Published pages belong into the site map, and are told of where what they tell of is shown.

        Drafts, which Wagtail notes at the page too, change no page; what is published does.
        """
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import Locale, Page, PageViewRestriction, Site
        from wagtail.signals import page_published, page_unpublished

        from catalog.catalogue.registries import (
            register_further_pages,
            register_stories,
            register_tellings,
        )
        from marketplace.accounts.publishing import register_publishers
        from marketplace.caching.watching import watch

        from .mentions.finding import pages_found
        from .mentions.keeping import after_publication, after_taking_down
        from .mentions.selectors import pages_with, tellings_of
        from .provinces.selectors import provinces_published_by, published
        from .reach.letters import stories_between

        register_further_pages(published)
        register_publishers(provinces_published_by)
        register_stories(stories_between)
        _follow_changes()
        register_tellings(tellings_of, pages_with=pages_with, found=pages_found)
        page_published.connect(after_publication, dispatch_uid="cms.mentions")
        page_unpublished.connect(after_taking_down, dispatch_uid="cms.mentions")

        image = get_image_model()
        watch(
            *self.get_models(),
            Locale,
            PageViewRestriction,
            Site,
            image,
            image.get_rendition_model(),
            get_document_model(),
        )
        watch(Page, only=_PUBLISHED)


def _follow_changes() -> None:
    """Proxies are told of what pages show."""
    from wagtail.signals import (
        page_published,
        page_slug_changed,
        page_unpublished,
        post_page_move,
    )

    from catalog.catalogue.signals import listing_moved, photographs_changed
    from catalog.certification.signals import (
        certificate_changed,
        certificate_ended,
        certificate_issued,
    )

    from .reach import purging

    page_published.connect(purging.after_publication, dispatch_uid="reach.published")
    page_unpublished.connect(purging.after_publication, dispatch_uid="reach.unpublished")
    post_page_move.connect(purging.after_move, dispatch_uid="reach.moved")
    page_slug_changed.connect(purging.after_renaming, dispatch_uid="reach.renamed")
    for one in (
        certificate_issued,
        certificate_ended,
        certificate_changed,
        listing_moved,
        photographs_changed,
    ):
        one.connect(purging.after_goods_changed, dispatch_uid="reach.goods")


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
