"""Decisions numbered DEMO- and the lives of the certificates that hang on them."""

import datetime
from collections.abc import Sequence

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate, RecognitionDecision
from catalog.certification.services import (
    NewCertificate,
    extend_certificate,
    issue_certificates,
    record_decision,
    revoke_certificate,
    suspend_certificate,
)
from catalog.certification.terms import longest_extension

from .lives import Paper, first_paper, lives_of, second_paper
from .places import Places
from .rows import Row
from .supply import producer_name
from .words import draw

_REFERENCE = "DEMO-{}/TB-UBND"
_GROUNDS = ("criteria", "law", "mark", "stopped")


def make_certificates(
    rows: Sequence[Row], products: dict[str, Product], places: Places, *, today: datetime.date
) -> None:
    """A certificate, with the life chosen for it, for each starred product that has none yet."""
    lives = lives_of(list(rows))
    certified = set(Certificate.objects.values_list("product_id", flat=True).distinct())
    wanted = [row for row in rows if row.star and products[row.seed].pk not in certified]
    papers = [(row, first_paper(row, lives[row.seed], today=today)) for row in wanted]
    papers += [
        (row, second_paper(row, today=today)) for row in wanted if lives[row.seed] == "renewed"
    ]
    decisions = _decisions({paper for _row, paper in papers}, places)
    certificates = issue_certificates(
        [
            NewCertificate(
                product=products[row.seed],
                decision=decisions[paper],
                star=row.star or 0,
                printed_product=row.title,
                printed_producer=producer_name(row, places),
                printed_address=", ".join(p for p in (row.place, row.former_province) if p),
            )
            for row, paper in papers
        ]
    )
    for (row, _paper), certificate in zip(papers, certificates, strict=True):
        _live(certificate, lives[row.seed], today=today, seed=row.seed)


def _decisions(papers: set[Paper], places: Places) -> dict[Paper, RecognitionDecision]:
    """Numbered in the order of their dates, after those that are there."""
    before = RecognitionDecision.objects.filter(is_demo=True).count()
    decisions = {}
    for number, paper in enumerate(sorted(papers), start=before + 1):
        province = places.provinces.get(paper.province_slug)
        suffix = "BNNMT" if paper.level == "ministry" else "UBND"
        decisions[paper] = record_decision(
            number=f"DEMO-{number:03d}/QĐ-{suffix}",
            authority_level=paper.level,
            authority_name=paper.authority or _committee_of_today(province),
            province=province,
            issued_on=paper.issued_on,
            is_demo=True,
        )
    return decisions


def _committee_of_today(province: object) -> str:
    kind = {"city": "thành phố"}.get(getattr(province, "kind", ""), "tỉnh")
    return f"Ủy ban nhân dân {kind} {getattr(province, 'name_vi', '')}"


def _live(certificate: Certificate, life: str, *, today: datetime.date, seed: str) -> None:
    dice = draw("event", seed)
    day = today - datetime.timedelta(days=dice.randint(5, 40))
    reference = _REFERENCE.format(certificate.pk)
    if life == "extended":
        extend_certificate(
            certificate,
            until=longest_extension(certificate.last_day),
            effective_on=certificate.last_day,
            reference=reference,
            acting_user=None,
        )
    elif life == "suspended":
        suspend_certificate(certificate, effective_on=day, reference=reference, acting_user=None)
    elif life == "revoked":
        revoke_certificate(
            certificate,
            ground=dice.choice(_GROUNDS),
            effective_on=day,
            reference=reference,
            acting_user=None,
        )
