"""Banks with their numbers at NAPAS (BIN): what a VietQR code names a bank by.

NAPAS's own list is for its members; these are the numbers that two public lists agree on (see
docs/payments.md). Banks that only the card network knows are left out.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bank:
    """``name`` is the brand that its app shows, ``legal_name`` the bank behind it."""

    bin: str
    name: str
    legal_name: str


_ROWS = (
    ("970405", "Agribank", "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam"),
    ("970436", "Vietcombank", "Ngân hàng TMCP Ngoại thương Việt Nam"),
    ("970415", "VietinBank", "Ngân hàng TMCP Công Thương Việt Nam"),
    ("970418", "BIDV", "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam"),
    ("970422", "MB", "Ngân hàng TMCP Quân đội"),
    ("970407", "Techcombank", "Ngân hàng TMCP Kỹ thương Việt Nam"),
    ("970416", "ACB", "Ngân hàng TMCP Á Châu"),
    ("970432", "VPBank", "Ngân hàng TMCP Việt Nam Thịnh Vượng"),
    ("970423", "TPBank", "Ngân hàng TMCP Tiên Phong"),
    ("970403", "Sacombank", "Ngân hàng TMCP Sài Gòn Thương Tín"),
    ("970437", "HDBank", "Ngân hàng TMCP Phát triển Thành phố Hồ Chí Minh"),
    ("970441", "VIB", "Ngân hàng TMCP Quốc tế Việt Nam"),
    ("970443", "SHB", "Ngân hàng TMCP Sài Gòn – Hà Nội"),
    ("970448", "OCB", "Ngân hàng TMCP Phương Đông"),
    ("970426", "MSB", "Ngân hàng TMCP Hàng Hải Việt Nam"),
    ("970440", "SeABank", "Ngân hàng TMCP Đông Nam Á"),
    ("970449", "LPBank", "Ngân hàng TMCP Lộc Phát Việt Nam"),
    ("970431", "Eximbank", "Ngân hàng TMCP Xuất Nhập khẩu Việt Nam"),
    ("970446", "Co-opBank", "Ngân hàng Hợp tác xã Việt Nam"),
    ("970428", "Nam A Bank", "Ngân hàng TMCP Nam Á"),
    ("970425", "ABBANK", "Ngân hàng TMCP An Bình"),
    ("970409", "Bac A Bank", "Ngân hàng TMCP Bắc Á"),
    ("970454", "BVBank", "Ngân hàng TMCP Bản Việt"),
    ("970412", "PVcomBank", "Ngân hàng TMCP Đại Chúng Việt Nam"),
    ("970429", "SCB", "Ngân hàng TMCP Sài Gòn"),
    ("970419", "NCB", "Ngân hàng TMCP Quốc Dân"),
    ("970452", "Kienlongbank", "Ngân hàng TMCP Kiên Long"),
    ("970427", "VietABank", "Ngân hàng TMCP Việt Á"),
    ("970433", "VietBank", "Ngân hàng TMCP Việt Nam Thương Tín"),
    ("970438", "BAOVIET Bank", "Ngân hàng TMCP Bảo Việt"),
    ("970430", "PGBank", "Ngân hàng TMCP Thịnh vượng và Phát triển"),
    ("970400", "Saigonbank", "Ngân hàng TMCP Sài Gòn Công Thương"),
    ("970408", "GPBank", "Ngân hàng Thương mại TNHH MTV Dầu khí Toàn cầu"),
    ("970434", "Indovina Bank", "Ngân hàng TNHH Indovina"),
    ("970421", "VRB", "Ngân hàng Liên doanh Việt – Nga"),
    ("970424", "Shinhan Bank", "Ngân hàng TNHH MTV Shinhan Việt Nam"),
    ("970457", "Woori Bank", "Ngân hàng TNHH MTV Woori Việt Nam"),
    ("970458", "UOB", "Ngân hàng TNHH MTV United Overseas Bank Việt Nam"),
    ("970442", "Hong Leong Bank", "Ngân hàng TNHH MTV Hong Leong Việt Nam"),
    ("970439", "Public Bank", "Ngân hàng TNHH MTV Public Việt Nam"),
)
#: Those with most branches in the countryside first.
BANKS: dict[str, Bank] = {bin_: Bank(bin_, name, legal) for bin_, name, legal in _ROWS}


def bank_of(bank_bin: str) -> Bank:
    """The bank of a BIN; KeyError where there is none."""
    return BANKS[bank_bin]
