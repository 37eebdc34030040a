"""The demonstration's settings with an empty view beside the pages."""

from marketplace.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tests.bench.pages"
