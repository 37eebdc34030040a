"""Phone numbers: stored as E.164, read and shown as people in Viet Nam write them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOME = "VN"


def read_phone(typed: str) -> str:
    """E.164 of what was typed, Vietnamese unless it names its country. Raises ValidationError."""
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Write a phone number such as 0912 345 678.")) from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Write a phone number such as 0912 345 678."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_words(stored: str) -> str:
    """``+84987654321`` → "0987 654 321"; numbers of other countries keep their code."""
    try:
        number = phonenumbers.parse(stored, HOME)
    except phonenumbers.NumberParseException:
        return stored
    is_home = phonenumbers.region_code_for_number(number) == HOME
    shape = phonenumbers.PhoneNumberFormat.NATIONAL
    if not is_home:
        shape = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shape)
