from marketplace.kernel.errors import MarketplaceError


class VoucherRefused(MarketplaceError):
    """The voucher is not (or no longer) to be had this way; the words say why."""

    code = "voucher"


class CampaignRefused(MarketplaceError):
    """A campaign is not made or changed that way."""

    code = "campaign"
