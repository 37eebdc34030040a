from marketplace.kernel.errors import MarketplaceError


class ShipmentRefused(MarketplaceError):
    """Codes: ``nothing`` chosen, ``more`` than is left to send, ``reason`` missing,
    ``under_way``, ``returned``."""

    code = "shipment_refused"
