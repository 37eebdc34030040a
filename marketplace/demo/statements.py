"""The statement that a vendor's bank would export if buyers had transferred what is awaited."""

import csv
import io

from catalog.partner.models import Vendor
from marketplace.kernel.clock import today
from marketplace.kernel.text import fold
from storefront.transfers.models import Transfer
from storefront.transfers.statuses import TransferState
from storefront.vendors.statuses import VendorOrderStatus


def statement_of(vendor: Vendor, *, difference: int = 0) -> str:
    """CSV in the layout of a Vietnamese bank: title rows, then a row per awaited transfer.

    ``difference`` is added to each amount, to play too little or too much. A fee and money for
    something else stand among them, as on any statement.
    """
    awaited = Transfer.objects.filter(
        vendor_order__vendor=vendor,
        vendor_order__status=VendorOrderStatus.PENDING,
        state=TransferState.AWAITING,
    ).select_related("vendor_order__order__shipping_address")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    day = f"{today():%d/%m/%Y}"
    writer.writerow(["SAO KÊ TÀI KHOẢN – MINH HOẠ"])
    writer.writerow([f"Gian hàng: {vendor.name}"])
    writer.writerow([])
    writer.writerow(["Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Nội dung"])
    writer.writerow([day, f"PHI{today():%y%m%d}", "11.000", "", "Phi SMS Banking"])
    for transfer in awaited:
        address = transfer.vendor_order.order.shipping_address
        name = fold(address.first_name).upper() if address else "KHACH HANG"
        words = f"MBVCB.{transfer.pk:08d}.{transfer.reference}.CT tu {name}"
        amount = max(1, transfer.missing + difference)
        writer.writerow([day, f"FT{transfer.pk:08d}{amount}", "", _grouped(amount), words])
    writer.writerow([day, f"FTX{today():%y%m%d}", "", "50.000", "Hoan tien ung truoc"])
    writer.writerow([])
    writer.writerow(["Tổng cộng"])
    return "\ufeff" + out.getvalue()


def _grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
