"""What provinces and the marketplace do: transfer to sellers what they owe them for buyers."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from storefront.vouchers.report import due_orders, owed_by
from storefront.vouchers.services.settling import note_payment
from tests.factories import province
from tests.money.aid import LOSSES, PLATFORM, PROVINCE, SELLER
from tests.money.ground import Ground

#: Who pays, and the account in which it stands.
PAYERS = {
    PROVINCE: "disc_province",
    PLATFORM: "disc_platform",
    SELLER: "disc_vendor",
    LOSSES: "loss_platform",
}
_BY_ACCOUNT = {account: payer for payer, account in PAYERS.items()}


class Payers(Ground):
    @rule(payer=st.sampled_from([PROVINCE, PLATFORM]))
    def a_payer_transfers_what_is_due(self, payer):
        """Of what no buyer can send back or disputes any more; noted twice it is once."""
        where = province("dong-thap") if payer == PROVINCE else None
        known = {part.pk: (order, part) for order, part in self.parts()}
        for row in owed_by(province=where):
            due = {
                (one.pk, _BY_ACCOUNT[account]): amount
                for (one, account), amount in due_orders(province=where, vendor=row.vendor).items()
            }
            assert sum(due.values()) == row.due
            for (pk, for_what), amount in due.items():
                order, part = known[pk]
                assert part.status in ("delivered", "returned", "cancelled")
                assert not part.asked
                assert not order.is_disputed
                assert amount == part.payers_owe[for_what]
            if row.due <= 0:
                continue
            self.transfers += 1
            for _time in range(2):
                note_payment(
                    province=where,
                    vendor=row.vendor,
                    seen=row.due,
                    reference=f"FT{self.transfers}",
                    acting_user=self.market.payer,
                )
            for (pk, for_what), amount in due.items():
                known[pk][1].from_payers[for_what] += amount
