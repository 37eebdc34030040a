"""Page types, one a module; the tables that keep what set-up has loaded and provisioned."""

from .campaign import CampaignPage
from .destination import DestinationPage
from .event import EventPage
from .home import HomePage
from .itinerary import ItineraryPage
from .loaded import LoadedPiece
from .mention import Mention
from .news import NewsPage
from .province_house import ProvinceHouse
from .province_index import ProvinceIndexPage
from .showcase import ShowcasePage
from .story import StoryPage

__all__ = [
    "CampaignPage",
    "DestinationPage",
    "EventPage",
    "HomePage",
    "ItineraryPage",
    "LoadedPiece",
    "Mention",
    "NewsPage",
    "ProvinceHouse",
    "ProvinceIndexPage",
    "ShowcasePage",
    "StoryPage",
]
