"""Whose product a row names (truth 3): one that is known, a new one, or a question for a person.

Everything that is known of the producers concerned is read first, in a fixed number of queries
per thousand; what the rows of the file itself make new joins it as they are read.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from catalog.certification.codes import official_key
from catalog.certification.models import Certificate, RecognitionDecision
from catalog.producers.models import Producer

from .facts import Facts, Reason
from .names import contradict, core, legal_form, producer_key, product_key

CHUNK = 500
DecisionKey = tuple[str, str, datetime.date]


@dataclass(eq=False, slots=True)
class KnownProducer:
    name: str
    province_code: str
    commune_code: str = ""
    pk: int | None = None
    public_id: str = ""
    products: list["KnownProduct"] = field(default_factory=list)
    #: The first row that named it, where the file makes it new.
    facts: Facts | None = None


@dataclass(eq=False, slots=True)
class KnownProduct:
    title: str
    producer: KnownProducer
    pk: int | None = None
    public_id: str = ""
    #: What each decision says about it; from the database or from a row above.
    certificates: dict[DecisionKey, Any] = field(default_factory=dict)
    facts: Facts | None = None


@dataclass(slots=True)
class Issued:
    """What an issued certificate states, without the weight of the whole row."""

    pk: int
    star: int
    score: Decimal | None
    issued_on: datetime.date
    last_day: datetime.date
    official_code: str
    scope: str
    address: str


@dataclass
class Question:
    """A row that a person must decide, with the products and producers that it could mean."""

    reason: Reason
    candidates: list[dict[str, Any]]


class Identities:
    """Producers, products and certificates that the rows of one file can mean."""

    def __init__(self, rows: Sequence[Facts]) -> None:
        self._producers: dict[tuple[str, str], list[KnownProducer]] = defaultdict(list)
        self._by_code: dict[str, list[KnownProduct]] = defaultdict(list)
        self._printed: dict[tuple[DecisionKey, str, str], KnownProduct] = {}
        #: Number, authority and year → the days on which such decisions were issued.
        self.days: dict[tuple[str, str, int], set[datetime.date]] = defaultdict(set)
        self._products_by_pk: dict[int, KnownProduct] = {}
        self._load_producers(rows)
        self._load_decisions(rows)
        self._load_codes(rows)

    # What is known.

    def _load_producers(self, rows: Sequence[Facts]) -> None:
        wanted = {(facts.province_code, core(facts.producer)) for facts in rows}
        found = Producer.objects.filter(
            province__code__in={province for province, _core in wanted}
        ).values_list("pk", "public_id", "name", "province__code", "commune__code")
        by_pk: dict[int, KnownProducer] = {}
        for pk, public_id, name, province, commune in found.order_by("pk").iterator():
            if (province, core(name)) in wanted:
                known = KnownProducer(name, province, commune or "", pk, public_id)
                by_pk[pk] = known
                self._producers[province, core(name)].append(known)
        for chunk in _chunks(by_pk):
            self._load_products(Product.objects.filter(producer__in=chunk), by_pk)

    def _load_products(self, products: Any, by_pk: dict[int, KnownProducer]) -> None:
        rows = (
            products.recognised().order_by("pk").values_list("pk", "public_id", "title", "producer")
        )
        for pk, public_id, title, producer_pk in rows:
            if pk in self._products_by_pk:
                continue
            product = KnownProduct(title, by_pk[producer_pk], pk, public_id)
            by_pk[producer_pk].products.append(product)
            self._products_by_pk[pk] = product

    def _load_decisions(self, rows: Sequence[Facts]) -> None:
        keys = {facts.decision.key for facts in rows}
        numbers = {number for number, _authority, _day in keys}
        decisions: dict[int, DecisionKey] = {}
        for chunk in _chunks(numbers):
            for pk, number, authority, day in RecognitionDecision.objects.filter(
                number_key__in=chunk
            ).values_list("pk", "number_key", "authority_key", "issued_on"):
                self.days[number, authority, day.year].add(day)
                decisions[pk] = (number, authority, day)
        wanted = [pk for pk, key in decisions.items() if key in keys]
        for chunk in _chunks(wanted):
            self._load_certificates(Certificate.objects.filter(decision__in=chunk), decisions)

    def _load_codes(self, rows: Sequence[Facts]) -> None:
        wanted = {official_key(facts.official_code) for facts in rows} - {""}
        for chunk in _chunks(wanted):
            found = Certificate.objects.filter(official_code_key__in=chunk)
            self._load_certificates(found, {})

    def _load_certificates(self, certificates: Any, decisions: dict[int, DecisionKey]) -> None:
        """Those of the decisions under what each of them says, the others by their official code."""
        related = certificates.select_related("product__producer__province").order_by("pk")
        for certificate in related.iterator(chunk_size=CHUNK):
            product = self._product_of(certificate)
            key = decisions.get(certificate.decision_id)
            if key:
                product.certificates[key] = _issued(certificate)
                printed = (
                    producer_key(certificate.printed_producer),
                    product_key(certificate.printed_product),
                )
                self._printed[(key, *printed)] = product
            elif product not in self._by_code[certificate.official_code_key]:
                self._by_code[certificate.official_code_key].append(product)

    def _product_of(self, certificate: Certificate) -> KnownProduct:
        known = self._products_by_pk.get(certificate.product_id)
        if known is None:
            product = certificate.product
            producer: Any = product.producer
            maker = KnownProducer(
                producer.name, producer.province.code, "", producer.pk, producer.public_id
            )
            known = KnownProduct(product.title, maker, product.pk, product.public_id)
            self._products_by_pk[product.pk] = known
        return known

    # Whose a row is.

    def find(self, facts: Facts) -> KnownProduct | Question:
        """The product that a row names, made known now where it is new; or the question."""
        days = self.days[
            facts.decision.key[0], facts.decision.key[1], facts.decision.issued_on.year
        ]
        if days and facts.decision.issued_on not in days:
            return self._question(
                "conflict",
                "decision_date",
                _("A decision with this number is known with another day."),
                [],
            )
        printed = (facts.decision.key, producer_key(facts.producer), product_key(facts.product))
        known = self._printed.get(printed)
        if known is not None and not contradict(known.title, facts.product):
            return known
        found = self._by_official_code(facts) or self._by_names(facts)
        if isinstance(found, KnownProduct):
            days.add(facts.decision.issued_on)
        return found

    def state(self, product: KnownProduct, facts: Facts, certificate: Any) -> None:
        """Remember what a row says about a product, for the rows after it."""
        key = facts.decision.key
        product.certificates[key] = certificate
        printed = (key, producer_key(facts.producer), product_key(facts.product))
        self._printed.setdefault(printed, product)

    def _by_official_code(self, facts: Facts) -> KnownProduct | Question | None:
        code = official_key(facts.official_code)
        known = self._by_code.get(code, []) if code else []
        if not known:
            return None
        product = known[0]
        agrees = producer_key(product.producer.name) == producer_key(facts.producer) or product_key(
            product.title
        ) == product_key(facts.product)
        if len(known) > 1 or not agrees or facts.decision.key in product.certificates:
            return self._question(
                "identity",
                "official_code",
                _("This official code belongs to a product with another name."),
                known,
            )
        return product

    def _by_names(self, facts: Facts) -> KnownProduct | Question:
        alike = self._producers[facts.province_code, core(facts.producer)]
        same = [p for p in alike if producer_key(p.name) == producer_key(facts.producer)]
        if not same:
            return self._new_producer(facts, alike)
        here = [p for p in same if not _elsewhere(p, facts)]
        if len(same) > 1:
            here = [p for p in here if p.commune_code and facts.place.communes]
        if len(here) != 1 or contradict(here[0].name, facts.producer):
            return self._question(
                "identity", "producer", _("The producer could be one of several."), _all(same)
            )
        return self._of_producer(facts, here[0])

    def _of_producer(self, facts: Facts, producer: KnownProducer) -> KnownProduct | Question:
        wanted = product_key(facts.product)
        same = [p for p in producer.products if product_key(p.title) == wanted]
        if len(same) == 1 and not contradict(same[0].title, facts.product):
            return same[0]
        near = same or [p for p in producer.products if _nearly(product_key(p.title), wanted)]
        if near:
            return self._question(
                "identity", "product", _("The product could be another one of this producer."), near
            )
        return self._new_product(facts, producer)

    def _new_producer(self, facts: Facts, alike: list[KnownProducer]) -> KnownProduct | Question:
        """New, unless a nearly equal name may be the same body: one without a legal form, or one
        that makes a product of this name."""
        form = legal_form(facts.producer)
        wanted = product_key(facts.product)
        doubtful = [
            p
            for p in alike
            if "unknown" in (form, legal_form(p.name))
            or form == legal_form(p.name)
            or any(product_key(product.title) == wanted for product in p.products)
        ]
        if doubtful:
            return self._question(
                "identity",
                "producer",
                _("A producer with nearly the same name is known."),
                _all(doubtful),
            )
        producer = KnownProducer(
            facts.producer, facts.province_code, facts.place.commune_code, facts=facts
        )
        alike.append(producer)
        return self._new_product(facts, producer)

    def _new_product(self, facts: Facts, producer: KnownProducer) -> KnownProduct:
        product = KnownProduct(facts.product, producer, facts=facts)
        producer.products.append(product)
        code = official_key(facts.official_code)
        if code:
            self._by_code[code].append(product)
        return product

    def _question(
        self,
        code: str,
        column: str,
        message: str,
        candidates: Sequence[KnownProduct | KnownProducer],
    ) -> Question:
        return Question(Reason(code, column, message), [_candidate(c) for c in candidates])


def _issued(certificate: Certificate) -> Issued:
    return Issued(
        pk=certificate.pk,
        star=certificate.star,
        score=certificate.score,
        issued_on=certificate.issued_on,
        last_day=certificate.last_day,
        official_code=certificate.official_code,
        scope=certificate.scope,
        address=certificate.printed_address,
    )


def _all(producers: Iterable[KnownProducer]) -> list[KnownProduct | KnownProducer]:
    """Producers with their products: what a person compares the row with."""
    found: list[KnownProduct | KnownProducer] = []
    for producer in producers:
        found += [producer, *producer.products[:20]]
    return found


def _candidate(known: KnownProduct | KnownProducer) -> dict[str, Any]:
    producer = known.producer if isinstance(known, KnownProduct) else known
    return {
        "product": known.public_id if isinstance(known, KnownProduct) else "",
        "title": known.title if isinstance(known, KnownProduct) else "",
        "producer": producer.public_id,
        "producer_name": producer.name,
        "commune": producer.commune_code,
    }


def _elsewhere(producer: KnownProducer, facts: Facts) -> bool:
    """Whether both name communes and they cannot be the same one.

    A company's name is unique in the country, so it may have several addresses; cooperatives and
    households of one name live in many communes.
    """
    if legal_form(producer.name) == "company":
        return False
    communes = facts.place.communes
    return bool(producer.commune_code and communes and producer.commune_code not in communes)


def _nearly(one: str, other: str) -> bool:
    """The same letters with other spaces, or the same words in another order."""
    return one.replace(" ", "") == other.replace(" ", "") or sorted(one.split()) == sorted(
        other.split()
    )


def _chunks(keys: Iterable[Any]) -> Iterable[list[Any]]:
    left = iter(keys)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
