"""The standards and papers, the kinds of producers and the rhythms that supplies and demands name."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standard(models.TextChoices):
    """What a buyer may ask for beside the star, and a vendor state."""

    OCOP = "ocop", _("OCOP, any star")
    OCOP_3 = "ocop_3", _("OCOP 3 stars")
    OCOP_4 = "ocop_4", _("OCOP 4 stars")
    OCOP_5 = "ocop_5", _("OCOP 5 stars")
    VIETGAP = "vietgap", "VietGAP"
    GLOBALGAP = "globalgap", "GlobalG.A.P."
    ORGANIC = "organic", _("organic")
    EU_ORGANIC = "eu_organic", _("EU organic")
    USDA_ORGANIC = "usda_organic", _("USDA organic")
    HACCP = "haccp", "HACCP"
    ISO22000 = "iso22000", "ISO 22000"
    FSSC22000 = "fssc22000", "FSSC 22000"
    BRC = "brc", "BRCGS"
    IFS = "ifs", "IFS"
    GMP = "gmp", "GMP"
    HALAL = "halal", "Halal"
    ATTP = "attp", _("food-safety certificate")
    QR_TRACE = "qr_trace", _("traceability by QR code")
    BARCODE = "barcode", _("barcode")
    GROWING_AREA_CODE = "growing_area_code", _("growing-area code")
    PACKING_FACILITY_CODE = "packing_facility_code", _("packing-facility code")
    GACC = "gacc", _("registration for China (GACC)")
    FDA = "fda", _("FDA registration")
    REACH = "reach", "REACH"
    PHYTOSANITARY = "phytosanitary", _("phytosanitary certificate")
    QUARANTINE = "quarantine", _("animal quarantine certificate")
    TEST_REPORT = "test_report", _("test report")
    ANTIBIOTIC_TEST = "antibiotic_test", _("antibiotics test")
    COSMETIC_NOTIFICATION = "cosmetic_notification", _("cosmetic product notification")
    FUNCTIONAL_FOOD_DECLARATION = (
        "functional_food_declaration",
        _("functional food declaration"),
    )
    ALCOHOL_LICENCE = "alcohol_licence", _("licence to make alcohol")
    EXCISE_STAMP = "excise_stamp", _("alcohol stamp")
    GI = "gi", _("right to a geographical indication")
    CO = "co", _("certificate of origin (C/O)")
    ENGLISH_LABEL = "english_label", _("label in English")
    VAT_INVOICE = "vat_invoice", _("VAT invoice")


#: Answered by the certificate itself, never stated by a vendor.
OF_THE_STAR = frozenset({Standard.OCOP, Standard.OCOP_3, Standard.OCOP_4, Standard.OCOP_5})
#: Papers that a buyer abroad or its customs ask for.
EXPORT_PAPERS = (
    Standard.PHYTOSANITARY,
    Standard.QUARANTINE,
    Standard.CO,
    Standard.GACC,
    Standard.FDA,
    Standard.REACH,
    Standard.GROWING_AREA_CODE,
    Standard.PACKING_FACILITY_CODE,
    Standard.ENGLISH_LABEL,
)
#: Answered by a column of the supply: readiness for supermarkets.
OF_READINESS = (Standard.BARCODE, Standard.TEST_REPORT, Standard.VAT_INVOICE)


class ProducerType(models.TextChoices):
    """The first five are alternatives, as the legal form; of the others each is needed."""

    COOPERATIVE = "cooperative", _("cooperative")
    COOPERATIVE_GROUP = "cooperative_group", _("cooperative group")
    COMPANY = "company", _("company")
    HOUSEHOLD = "household", _("household")
    FARM = "farm", _("farm")
    WOMEN_LED = "women_led", _("led by women")
    YOUTH_LED = "youth_led", _("led by young people")
    ETHNIC_MINORITY = "ethnic_minority", _("of an ethnic minority")


#: Alternatives: a producer has one of them.
LEGAL_FORMS = frozenset(ProducerType.values[:5])
#: Rhythms of delivery: "daily", "once", "monthly", "quarterly" or "3/week", "2/month".
CADENCE = re.compile(
    r"(?:once|daily|weekly|monthly|quarterly|yearly|[1-9]\d?/(?:day|week|month|quarter|year))"
)
#: A delivery place outside Viet Nam.
ABROAD = "abroad"
