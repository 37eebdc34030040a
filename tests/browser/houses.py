"""A province's house filled: its pieces, and one event, campaign and news in both languages, whose bodies
hold every kind of block."""

import io
import json
from typing import Any

from tests.cms.films import CAPTIONS, mp4
from tests.servers.application import Application

#: Of which house; what others look at stays as the demonstration has it.
HOUSE = "dong-thap"
_FILL = """
import json
from tests.browser.houses import fill
print("PAGES", json.dumps(fill()))
"""


def filled_house(application: Application) -> dict[str, list[str]]:
    """The addresses of the house's pages by language, the index and the showcase first."""
    done = application.manage("shell", "--no-imports", "-c", _FILL)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.split("PAGES", 1)[1])
    return found


def fill() -> dict[str, list[str]]:
    """Idempotent. Imports late: only where Django is set up."""
    from cms.content.reading import read_pieces  # noqa: PLC0415
    from cms.models import ShowcasePage  # noqa: PLC0415
    from cms.provinces.loading import load_pieces  # noqa: PLC0415

    load_pieces([piece for piece in read_pieces() if piece.province == HOUSE])
    pages = {}
    for house in ShowcasePage.objects.filter(province__slug=HOUSE).select_related("locale"):
        _further_pages(house)
        path = house.get_url()
        children = [page.get_url() for page in house.get_children().live().order_by("path")]
        index = path.removesuffix(f"{HOUSE}/")
        pages[house.locale.language_code] = [index, path, *children]
    return pages


def _further_pages(house: Any) -> None:
    from cms.models import CampaignPage, EventPage, NewsPage  # noqa: PLC0415
    from marketplace.kernel.clock import today  # noqa: PLC0415

    day = today()
    words = {
        "event": ("Hội chợ trái cây đầu mùa", "First fruit fair"),
        "campaign": ("Quà quê ngày Tết", "Gifts from the village for Tet"),
        "news": ("Thêm mười hai sản phẩm đạt bốn sao", "Twelve more products with four stars"),
    }
    place = house.locale.language_code == "en"
    made = {
        "event": EventPage(
            starts_on=day.replace(day=1),
            ends_on=day.replace(year=day.year + 1),
            hours="8:00–17:00",
            venue="Cao Lãnh",
            organiser="Văn phòng Điều phối nông thôn mới",
            registration_url="https://example.vn/dang-ky",
        ),
        "campaign": CampaignPage(
            starts_on=day.replace(day=1), ends_on=day.replace(year=day.year + 1)
        ),
        "news": NewsPage(day=day),
    }
    for name, page in made.items():
        if house.get_children().filter(slug=f"{name}-thu").exists():
            continue
        page.title, page.slug = words[name][place], f"{name}-thu"
        page.summary = words[name][place] + "."
        page.locale = house.locale
        page.body = _every_block()
        house.add_child(instance=page)
        page.save_revision().publish()


def _every_block() -> list[tuple[str, Any]]:
    from wagtail.rich_text import RichText  # noqa: PLC0415

    from catalog.producers.models import Producer  # noqa: PLC0415

    text = RichText("<p>Mỗi sáng, <b>ghe</b> cập bến lúc ba giờ.</p><ul><li>Xoài</li></ul>")
    query = {"province": HOUSE, "criteria_set": "", "words": "", "star": "", "in_season": False}
    still = _picture()
    film = {
        "title": "Chợ hoa buổi sớm",
        "film": _document("phim.mp4", mp4()).pk,
        "address": "",
        "poster": still,
        "length": "2:05",
        "captions": _document("phim.vtt", CAPTIONS).pk,
        "without_speech": False,
        "transcript": text,
        "credit": "Hội nông dân",
    }
    table = {
        "columns": [{"type": "text", "heading": "Giống"}, {"type": "text", "heading": "Vụ"}],
        "rows": [{"values": ["Cát Hoà Lộc", "tháng 4"]}],
        "caption": "",
    }
    caption = {"picture": still, "caption": "Bến hoa", "credit": "Hội nông dân"}
    producer = Producer.objects.filter(province__slug=HOUSE).first()
    return [
        ("hero", {"picture": still, "title": "Sáng sớm", "text": "Bến hoa.", "credit": ""}),
        ("text", {"heading": "Bến hoa", "text": text}),
        ("quote", {"text": "Hoa nở là Tết về.", "speaker": "Ca dao", "role": ""}),
        (
            "timeline",
            {"heading": "Một ngày", "rows": [{"when": "3 giờ", "text": "Ghe cập bến."}] * 2},
        ),
        (
            "faq",
            {"heading": "Hỏi đáp", "rows": [{"question": "Khi nào?", "answer": "Tháng chạp."}]},
        ),
        ("table", {"caption": "Các giống", "table": table}),
        ("gallery", {"heading": "Trong vườn", "pictures": [caption, caption]}),
        ("video", film),
        (
            "video",
            film
            | {
                "film": None,
                "address": "https://video.example/1",
                "title": "Chợ đêm",
                "captions": None,
            },
        ),
        ("shelf", {"heading": "Mang về", "products": [], "query": query, "limit": 6}),
        (
            "recipe",
            {
                "heading": "Gỏi xoài",
                "serves": 4,
                "minutes": 20,
                "ingredients": "Xoài\nTôm khô",
                "steps": "Bào xoài.\nTrộn.",
                "products": [],
                "query": query,
            },
        ),
        (
            "producer",
            {"producer": producer.pk if producer else None, "picture": still, "text": text},
        ),
        (
            "map",
            {
                "heading": "Đường đi",
                "rows": [{"name": "Sa Đéc", "latitude": 10.29, "longitude": 105.76, "page": None}],
            },
        ),
        ("season", {"heading": "Mùa", "rows": [{"name": "Xoài", "months": ["4", "5"]}]}),
        ("figures", {"heading": "Con số", "rows": [], "programme": True}),
        (
            "call",
            {
                "title": "Tới xem",
                "text": "",
                "words": "Xem sản phẩm",
                "page": None,
                "address": "/products/",
            },
        ),
    ]


def _picture() -> dict[str, Any]:
    from django.core.files.base import ContentFile  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415
    from wagtail.images import get_image_model  # noqa: PLC0415

    model = get_image_model()
    image = model.objects.filter(title="Bến hoa").first()
    if image is None:
        drawn = io.BytesIO()
        Image.linear_gradient("L").resize((1600, 1000)).convert("RGB").save(drawn, "JPEG")
        image = model.objects.create(
            title="Bến hoa", file=ContentFile(drawn.getvalue(), name="ben-hoa.jpg")
        )
    return {"image": image, "decorative": False, "alt_text": "Ghe hoa ở bến Sa Đéc"}


def _document(name: str, content: bytes) -> Any:
    from django.core.files.base import ContentFile  # noqa: PLC0415
    from wagtail.documents import get_document_model  # noqa: PLC0415

    model = get_document_model()
    found = model.objects.filter(title=name).first()
    if found is None:
        found = model(title=name, file=ContentFile(content, name=name))
        found._set_document_file_metadata()
        found.save()
    return found
