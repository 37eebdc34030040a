"""The bodies of pages: which blocks there are, and how many of each a page bears."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock, URLBlock

from .calls import CallBlock
from .films import VideoBlock
from .goods import ProducerBlock, RecipeBlock, ShelfBlock
from .pictures import GalleryBlock, HeroBlock
from .places import DayBlock, FiguresBlock, MapBlock, SeasonBlock
from .texts import FaqBlock, QuoteBlock, SectionBlock, TableBlock, TimelineBlock

#: Of one page. The shelves together are one query, which grows with each of them; a film's still
#: picture comes with the page, wherever it stands.
_MOST_BLOCKS, _MOST_SHELVES, _MOST_GALLERIES, _MOST_FILMS = 80, 12, 6, 4


class BodyBlock(StreamBlock):
    hero = HeroBlock()
    text = SectionBlock()
    quote = QuoteBlock()
    timeline = TimelineBlock()
    faq = FaqBlock()
    table = TableBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    shelf = ShelfBlock()
    recipe = RecipeBlock()
    producer = ProducerBlock()
    map = MapBlock()
    season = SeasonBlock()
    figures = FiguresBlock()
    call = CallBlock()

    class Meta:
        max_num = _MOST_BLOCKS
        block_counts = {
            "hero": {"max_num": 1},
            "shelf": {"max_num": _MOST_SHELVES},
            "gallery": {"max_num": _MOST_GALLERIES},
            "video": {"max_num": _MOST_FILMS},
        }


class DaysBlock(StreamBlock):
    day = DayBlock()

    class Meta:
        max_num = 14


class SourceBlock(StructBlock):
    title = CharBlock(max_length=200, label=_("Title"))
    publisher = CharBlock(max_length=160, label=_("Published by"))
    url = URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Source")


class SourcesBlock(StreamBlock):
    source = SourceBlock()

    class Meta:
        max_num = 20
