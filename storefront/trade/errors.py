"""How enquiries refuse."""

from marketplace.kernel.errors import MarketplaceError


class EnquiryRefused(MarketplaceError):
    """``reasons``: by field of the form, in words; empty where it is about none of them."""

    code = "enquiry_refused"

    def __init__(
        self, message: str, *, code: str | None = None, reasons: dict[str, str] | None = None
    ) -> None:
        super().__init__(message, code=code)
        self.reasons = reasons or {}


class MovedMeanwhile(MarketplaceError):
    """The other side, or a colleague, was faster."""

    code = "moved_meanwhile"
