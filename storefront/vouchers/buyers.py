"""Who a buyer is to a campaign: keyed digests of e-mail and phone, never the words themselves."""

from django.utils.crypto import salted_hmac

_SALT = "vouchers.buyers"


def digests(*, email: str = "", phone: str = "") -> list[str]:
    """One for each that is known; capitals and the country's code make no other buyer."""
    digits = "".join(one for one in phone if one.isdigit())
    if digits.startswith("84"):
        digits = f"0{digits.removeprefix('84')}"
    said = [("e", email.strip().lower()), ("p", digits)]
    return sorted(
        salted_hmac(_SALT, f"{kind}:{value}").hexdigest()[:40] for kind, value in said if value
    )
