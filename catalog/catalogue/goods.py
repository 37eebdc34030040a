"""Kinds of goods that the law treats apart, by criteria set (26/2026/QĐ-TTg, Appendix II)."""

#: Spirits and other alcoholic drinks: not to persons under 18 (Law 44/2019/QH14, Art. 5), and only
#: by a licensed seller (Decree 105/2017/NĐ-CP, amended by 17/2020/NĐ-CP).
ALCOHOL = frozenset({"B14", "B15"})
#: The attribute without which no alcohol is sold here.
ALCOHOL_LICENCE = "production_licence"
#: Functional food shares its set with herbal and traditional medicines, which are sold by pharmacies
#: alone (Law on Pharmacy 105/2016/QH13): nothing of the set is sold here by default.
MEDICINE = frozenset({"B18"})
#: Tourism services take an enquiry, not a parcel.
SERVICES = frozenset({"B26"})
