"""Which still life stands for a product: by its criteria set and the head words of its name."""

from functools import lru_cache

from marketplace.kernel.text import clean

#: Per criteria set, one line a motif: its name, then words of which one stands in the product's
#: name (with diacritics: "na" is a fruit, "nà" is none). Vietnamese names begin with what a thing is:
#: the word that stands first decides, of two there the longer. A line without words has what is left.
_TABLE = """
B01 mango: xoài
B01 dragon-fruit: thanh long
B01 longan: nhãn
B01 lychee: vải, chôm chôm
B01 banana: chuối
B01 pear: lê, táo, ổi, lựu, hồng
B01 plum: mận, mơ, đào
B01 pomelo: bưởi
B01 orange: cam, quýt, chanh, quất, tắc
B01 durian: sầu riêng
B01 melon: dưa lưới, dưa hấu, dưa lê, dưa vàng
B01 coconut: dừa
B01 custard-apple: mãng cầu, na
B01 pineapple: dứa, khóm, thơm
B01 passion-fruit: chanh dây, chanh leo
B01 jackfruit: mít
B01 mushroom: nấm
B01 carrot: cà rốt, củ cải
B01 onion: hành, tỏi
B01 pumpkin: bí
B01 sweet-potato: khoai
B01 corn: ngô, bắp
B01 greens: rau, cải, giá, ngồng, măng, su su, mướp, dưa chuột, xà lách, kale
B01 fruit-tray:
B02 eggs: trứng
B02 rooster: gà
B02 duck: vịt, ngan, ngỗng
B02 pig: lợn, heo, thịt
B02 seaweed: rong
B02 shrimp: tôm, cua, ghẹ
B02 river-fish:
B03 peanut: lạc, đậu phộng, đậu, vừng, mè
B03 corn: ngô, bắp
B03 rice:
B04 coconut-nectar: dừa, thốt nốt
B04 honey:
B05 banh-mi: bánh mì
B05 noodle-soup:
B06 dried-noodles: bún, miến, mỳ, mì, phở, hủ tiếu
B06 rice-paper: bánh tráng, bánh đa, bánh phồng
B06 leaf-cakes: bánh tét, bánh chưng, bánh ít, bánh gai, bánh giầy
B06 young-rice: cốm
B06 sweets: kẹo, bánh, chè lam
B06 cereal:
B07 cashew: điều
B07 macadamia: mắc ca, macca
B07 sweet-potato: khoai
B07 bamboo-shoot: măng
B07 oil: dầu
B07 black-garlic: tỏi
B07 lotus-seed: sen
B07 sweets: kẹo, đậu xanh, bánh
B07 jelly: thạch, quy linh, sương sáo
B07 coconut-sweets: dừa
B07 durian: sầu riêng
B07 mango: xoài
B07 jackfruit: mít
B07 passion-fruit: chanh dây
B07 pineapple: dứa, khóm, thơm
B07 plum: mận
B07 pomelo: bưởi
B07 mushroom: nấm
B07 corn: bắp, ngô
B07 powder: bột, tinh bột
B07 dried-fruit:
B08 sausage: lạp xưởng, lạp sườn, xúc xích
B08 birds-nest: yến
B08 ferment: mắm
B08 shrimp: tôm
B08 seaweed: rong, rong biển
B08 pork-roll: giò, chả, nem, bì
B08 duck: vịt
B08 rooster: gà
B08 pig: thịt, ruốc, khẩu nhục, lợn
B08 milk: kem, yaourt, sữa, mì
B08 honey: mật ong
B08 dried-fish:
B09 tofu: chao
B09 chilli-sauce: tương, ớt
B09 fish-sauce:
B10 salt: muối
B10 pepper: tiêu
B10 turmeric: nghệ, gừng
B10 garlic:
B11 black-tea: hồng trà
B11 snow-tea: shan, bạch trà
B11 lotus-tea: sen, nhài
B11 green-tea:
B12 golden-camellia: hoa vàng
B12 artichoke: atiso, artiso
B12 ginger-tea: gừng, sả, chanh, cam
B12 cordyceps: đông trùng, linh chi, nấm
B12 lotus-tea: sen
B12 herb-tea:
B13 cocoa: ca cao, sô cô la, cacao, socola
B13 coffee:
B14 corn-spirit: ngô
B14 rice-spirit:
B15 straw-jar: cần, tà rương, men lá
B15 root-wine: sâm, ba kích, đinh lăng, nhung, nấm, linh chi, đông trùng
B15 fruit-wine:
B16 spring-water:
B17 coconut: dừa
B17 birds-nest: yến
B17 dragon-fruit: thanh long
B17 pineapple: khóm, dứa
B17 juice:
B18 turmeric: nghệ, curcumin
B18 artichoke: atiso, artiso
B18 antler: hươu, nhung
B18 medicine:
B19 cosmetics:
B20 star-anise: hồi
B20 cinnamon: quế
B20 turmeric: nghệ, gừng
B20 cordyceps: đông trùng, nấm, linh chi, cordyceps
B20 antler: nhung, hươu
B20 incense: trầm, hương
B20 essential-oil: tinh dầu, dầu
B20 medicine: sâm, mộc
B20 essential-oil:
B21 ceramics: gốm, bát, ấm, bình, lọ, sứ
B21 pearls: ngọc trai
B21 lanterns: đèn, đèn lồng
B21 mat: chiếu
B21 broom: chổi
B21 jewellery: vòng, dây chuyền, bạc
B21 wood: gỗ, tượng, lược, môi, muỗng
B21 baskets:
B22 silk: lụa, tơ tằm, tơ
B22 brocade:
B23 orchid: lan
B23 flowers:
B24 apricot-bonsai: mai, đào
B24 bonsai:
B25 songbird: chim, gà
B25 goldfish:
B26 river-garden: cửu long, farm, vườn, sông, biển, ecohost
B26 stilt-house:
"""


def _sets() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    sets: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in _TABLE.strip().splitlines():
        head, _, words = row.partition(":")
        code, motif = head.split()
        sets.setdefault(code, []).append(
            (motif, tuple(word.strip() for word in words.split(",") if word.strip()))
        )
    return {code: tuple(rows) for code, rows in sets.items()}


#: The motifs of each criteria set with their words.
SETS = _sets()
#: For what no set names.
_UNKNOWN = "fruit-tray"


@lru_cache(maxsize=8192)
def motif_of(criteria_set: str, title: str) -> str:
    """The name of a motif (drawing.motifs.MOTIFS)."""
    name = f" {clean(title).lower()} "
    rows = SETS.get(criteria_set, ())
    found = [
        (name.find(f" {word} "), -len(word), motif)
        for motif, words in rows
        for word in words
        if f" {word} " in name
    ]
    if found:
        return min(found)[2]
    return next((motif for motif, words in rows if not words), _UNKNOWN)
