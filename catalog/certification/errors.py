from marketplace.kernel.errors import MarketplaceError


class CertificateRefused(MarketplaceError):
    """The rules of certificates say no; ``code`` names the rule."""

    code = "certificate_refused"
