"""The bodies of pages: which blocks there are, and how many of each a page bears."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock, URLBlock

from .calls import CallBlock
from .goods import ProducerBlock, RecipeBlock, ShelfBlock
from .pictures import GalleryBlock, HeroBlock
from .places import DayBlock, FiguresBlock, MapBlock, SeasonBlock
from .texts import FaqBlock, QuoteBlock, SectionBlock, TableBlock, TimelineBlock

#: Of one page. The shelves together are one query, which grows with each of them.
_MOST_BLOCKS, _MOST_SHELVES, _MOST_GALLERIES = 80, 12, 6


class BodyBlock(StreamBlock):
    hero = HeroBlock()
    text = SectionBlock()
    quote = QuoteBlock()
    timeline = TimelineBlock()
    faq = FaqBlock()
    table = TableBlock()
    gallery = GalleryBlock()
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
