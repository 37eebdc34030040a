"""Which nouns need care: words of several meanings, heads of compounds, gifts."""

#: Words that name a product only where one is expected: "thơm" is pineapple or "fragrant".
DOUBTFUL = frozenset(
    {"hương", "lan", "sen", "mai", "hồi", "sung", "roi", "bầu", "mẻ", "cao", "đường", "thơm"}
    | {"hồng", "na", "me", "lê", "cóc", "hẹ", "giò", "nem", "vang", "hoa", "quà", "ấu", "chả"}
    | {"son", "dao", "kê", "vải", "trống", "đũa", "quạt", "lụa", "bắp", "bí", "mơ", "nho"}
    | {"bò", "heo", "lợn", "dê", "gà", "vịt", "ngan", "cá", "tôm", "cua", "ốc", "sò", "mực"}
    | {"tép", "nón", "tranh", "đèn", "chiếu", "thóc", "lúa", "mì", "tượng", "gốm", "cói"}
    | {"kem", "võng", "ớt", "tỏi", "tiêu", "hành", "quế", "muối", "giấm", "mứt", "kẹo", "bánh"}
    | {"bún", "phở", "miến", "nui", "khoai", "sắn", "củ", "rau", "dừa", "dứa", "cam", "chanh"}
    | {"quýt", "bưởi", "ổi", "mận", "đào", "táo", "nhãn", "vải", "mít", "xoài", "chuối", "bơ"}
    | {"lựu", "khế", "sấu", "ngô", "đậu", "lạc", "mè", "vừng", "trà", "chè", "nấm", "măng"}
    | {"gừng", "nghệ", "sả", "riềng", "ngò", "mía", "tương", "chao", "mắm", "khăn", "chăn"}
    | {"chổi", "sâm", "rươi", "ghẹ", "hàu", "ngao", "nghêu", "lươn", "ếch", "đũi", "du"}
    | {"lịch", "tour"}
)
#: Doubtful in Vietnamese with its marks, too.
ALWAYS_DOUBTFUL = frozenset(
    {"lan", "sen", "mai", "hồi", "sung", "roi", "bầu", "mẻ", "cao", "đường", "thơm", "hồng"}
    | {"na", "me", "lê", "cóc", "vang", "hoa", "quà", "son", "kê", "trống", "quạt", "lụa"}
    | {"mơ", "bò", "kem", "tượng", "cao", "bánh", "bí", "nho", "mía", "đào", "chả", "hành"}
    | {"muối", "thóc"}
)
#: Said before its kind only.
HEADS_ONLY = frozenset({"cao", "bột", "nước", "viên", "tinh bột", "nước cốt"})
GIFTS = frozenset(
    {"quà", "giỏ quà", "hộp quà", "set quà", "phần quà", "suất quà", "túi quà", "combo quà"}
)
#: Words between a producer and what it makes.
MAKING = frozenset(
    {"ban", "chuyen ban", "chuyen", "san xuat", "chuyen san xuat", "lam", "che bien", "kinh doanh"}
    | {"selling", "specialised in", "specialized in", "specialising in"}
)
#: Who is looked for, or, said first, who looks.
PARTNERS = frozenset({"doi tac", "doi tac cung cap", "partner", "partners", "ben"})
LINKS = frozenset({",", "va", "and", "hoac", "or", "hay", "/", "&", "+", "cung", "voi", "-", "–"})
#: Nouns of what is made of something: another noun behind them says of what.
COMPOUND_HEADS = frozenset(
    {"mứt", "tinh dầu", "trà", "chè", "cao", "rượu", "kẹo", "nước ép", "nước cốt", "mật ong", "bột"}
    | {
        "tinh bột",
        "siro",
        "muối",
        "mắm",
        "nước mắm",
        "chả",
        "nem",
        "giò",
        "ruốc",
        "chà bông",
        "dầu",
    }
    | {
        "tương",
        "bánh",
        "sữa",
        "sữa chua",
        "xà phòng",
        "tranh",
        "tượng",
        "khăn",
        "túi",
        "giỏ",
        "đèn",
    }
    | {"vải", "kem", "snack", "bún", "phở", "miến", "mì", "viên", "dầu gội", "cốm", "lạp xưởng"}
    | {"giấm", "vang", "rượu vang", "ô mai", "thạch", "bánh tráng", "bánh đa", "bánh phồng", "hoa"}
    | {"nấm", "cơm cháy", "chao", "khô", "socola", "trà hòa tan", "homestay", "tour", "du lịch"}
    | {"xúc xích", "cháo", "bình", "chén", "bát", "rượu ngâm", "mặt nạ", "son dưỡng", "nước", "hạt"}
)
SAFE_PLAIN = frozenset(
    {"tươi", "sấy", "khô", "giòn", "dẻo", "chay", "nướng", "đen", "trắng", "xanh", "tím", "đỏ"}
    | {"vàng", "bột", "rang", "muối", "hồng", "nếp", "lứt", "xay", "thô", "ngâm", "sáp"}
    | {"rừng", "ta", "đồi", "nương", "non", "ngọt"}
)
#: Kinds of small words that unmarked product names look like: "trong" is "trống", too.
FUNCTIONS = (
    "conj",
    "onday",
    "to",
    "per",
    "deliver",
    "about",
    "before",
    "from",
    "buyer",
    "request",
)
TITLE_HEADS = frozenset(
    {"gạo", "chè", "trà", "cà phê", "xoài", "bưởi", "nho", "khoai lang", "sầu riêng", "nếp"}
)
