"""On paper: shelves, and lines of orders with all that may go back of them. Whole đồng."""

from dataclasses import dataclass, field

from tests.money.aid import Campaign


@dataclass(eq=False)
class Shelf:
    """A pack: how many were there at first, how many lie in the house, and are promised of them."""

    pack: int
    vendor: int
    price: int
    initial: int
    house: int
    promised: int = 0

    @property
    def free(self) -> int:
        return self.house - self.promised


@dataclass(frozen=True)
class Back:
    """Of a line: units, the buyer's money for goods and delivery, others' money for the same."""

    units: int = 0
    goods: int = 0
    shipping: int = 0
    discount: int = 0
    aid: int = 0

    @property
    def total(self) -> int:
        return self.goods + self.shipping

    def __add__(self, other: "Back") -> "Back":
        return Back(
            self.units + other.units,
            self.goods + other.goods,
            self.shipping + other.shipping,
            self.discount + other.discount,
            self.aid + other.aid,
        )

    def __neg__(self) -> "Back":
        return Back(-self.units, -self.goods, -self.shipping, -self.discount, -self.aid)


@dataclass(eq=False)
class PaperLine:
    shelf: Shelf
    quantity: int
    #: Of its price, and whose money that is; of the part's delivery its share, and others' of that.
    discount: int = 0
    campaign: Campaign | None = None
    shipping: int = 0
    aid: int = 0
    #: Promised and still in the house; with carriers and buyers.
    held: int = 0
    out: int = 0
    #: Refunded, or asked to be; and what of others' money went back to them.
    back: Back = field(default_factory=Back)
    discount_gone: int = 0

    @property
    def price(self) -> int:
        return self.shelf.price * self.quantity

    @property
    def paid(self) -> int:
        return self.price - self.discount

    @property
    def left(self) -> Back:
        """Of it, what has not gone back and was not asked for."""
        whole = Back(self.quantity, self.paid, self.shipping, self.discount, self.aid)
        return whole + -self.back

    def hold(self) -> None:
        self.held = self.quantity
        self.shelf.promised += self.quantity
        self.discount_gone = 0
        if self.campaign is not None:
            self.campaign.committed += self.discount

    def let_go(self) -> None:
        self.shelf.promised -= self.held
        self.held = 0
        self.discount_back(self.discount - self.discount_gone)

    def discount_back(self, amount: int) -> None:
        """In its payer's budget again."""
        self.discount_gone += amount
        if self.campaign is not None:
            self.campaign.committed -= amount

    def send(self, units: int) -> None:
        self.held -= units
        self.out += units
        self.shelf.promised -= units
        self.shelf.house -= units

    def come_back(self, units: int, *, on_shelf: bool = True) -> None:
        """On the shelf again, or spoiled; no more than are away."""
        units = min(units, self.out)
        self.out -= units
        self.shelf.house += units * on_shelf

    def give_up(self, units: int, *, on_shelf: bool) -> None:
        """Refunded, units in the house first: on sale again, or thrown away."""
        unsent = min(units, self.held)
        self.held -= unsent
        self.shelf.promised -= unsent
        if not on_shelf:
            self.shelf.house -= unsent
        else:
            self.come_back(units - unsent)

    def share(self, units: int, off: int = 0, *, with_shipping: bool = True) -> Back:
        """What so many more units brought, and so much off the price; the last take the rest."""

        def step(whole: int) -> int:
            before = self.back.units
            return whole * (before + units) // self.quantity - whole * before // self.quantity

        left = self.left
        others = left.discount * off // left.goods if off else 0
        return Back(
            units,
            min(step(self.paid), left.goods - off) + off,
            min(step(self.shipping), left.shipping) * with_shipping,
            min(step(self.discount), left.discount - others) + others,
            min(step(self.aid), left.aid) * with_shipping,
        )

    def in_proportion(self, units: int, goods: int, shipping: int) -> Back:
        """The buyer's money, with what others had paid for the same."""
        left = self.left
        return Back(
            units,
            goods,
            shipping,
            left.discount * goods // left.goods if goods else 0,
            left.aid * shipping // left.shipping if shipping else 0,
        )
