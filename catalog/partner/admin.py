"""Stock is committed by conditional UPDATEs alone; operators look (truth 5)."""

from oscar.apps.partner.admin import *  # noqa: F403
from oscar.core.loading import get_model

from marketplace.kernel.admin import look_only

look_only(get_model("partner", "Partner"), get_model("partner", "StockRecord"))
