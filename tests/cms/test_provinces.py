"""Provisioning and filling a province's house."""

import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    WorkflowPage,
)

from cms.content.reading import Piece, read_pieces
from cms.models import LoadedPiece, ProvinceHouse, ProvinceIndexPage, ShowcasePage, StoryPage
from cms.provinces.loading import load_pieces
from cms.provinces.services import provision_province
from marketplace.geography.models import Province
from marketplace.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


def own_pieces() -> list[Piece]:
    return [piece for piece in read_pieces() if piece.province == "dong-thap"]


def story(language: str = "vi") -> StoryPage:
    return StoryPage.objects.filter(locale__language_code=language)[0]


def test_a_house_is_whole_in_both_languages_and_made_once(dong_thap):
    counted = (Page.objects.count(), GroupPagePermission.objects.count())

    assert provision_province(province=dong_thap).made == ()

    entry = AuditEntry.objects.get(action="province.provisioned")
    assert entry.data == {"made": ["house", "showcase (vi)", "showcase (en)"]}
    assert (Page.objects.count(), GroupPagePermission.objects.count()) == counted
    assert sorted(
        ShowcasePage.objects.filter(province=dong_thap).values_list("locale__language_code", "live")
    ) == [("en", True), ("vi", True)]
    assert len(set(ShowcasePage.objects.values_list("translation_key", flat=True))) == 1
    assert sorted(ProvinceIndexPage.objects.values_list("slug", "locale__language_code")) == [
        ("province", "en"),
        ("province", "vi"),
    ]


def test_editors_write_and_only_publishers_publish(dong_thap):
    house = ProvinceHouse.objects.get(province=dong_thap)

    def may(group):
        rows = GroupPagePermission.objects.filter(group=group)
        return {
            codename.rpartition("_")[0]
            for codename in rows.values_list("permission__codename", flat=True)
        }

    assert may(house.editors) == {"add", "change"}
    assert may(house.publishers) == {"add", "change", "publish", "lock", "unlock"}
    for group in (house.editors, house.publishers):
        assert set(
            GroupPagePermission.objects.filter(group=group).values_list("page__slug", flat=True)
        ) == {"dong-thap"}
        assert set(
            GroupCollectionPermission.objects.filter(group=group).values_list(
                "collection__name", flat=True
            )
        ) == {"Đồng Tháp"}
        assert set(group.permissions.values_list("codename", flat=True)) == {
            "access_admin",
            "submit_translation",
        }


def test_what_editors_submit_goes_to_their_own_province_alone(dong_thap):
    other = Province.objects.get(slug="ca-mau")
    provision_province(province=other)
    house = ProvinceHouse.objects.get(province=dong_thap)
    page = ShowcasePage.objects.get(province=dong_thap, locale__language_code="vi")

    assert WorkflowPage.objects.filter(workflow=house.workflow).count() == 2
    assert page.get_workflow() == house.workflow
    assert list(house.task.groups.all()) == [house.publishers]


def test_what_a_house_has_lost_is_given_back(dong_thap):
    GroupPagePermission.objects.all().delete()
    WorkflowPage.objects.all().delete()

    assert provision_province(province=dong_thap).made == ()

    assert GroupPagePermission.objects.count() == 2 * (2 + 5)
    assert WorkflowPage.objects.count() == 2


def test_pieces_are_loaded_once(filled):
    assert dict(load_pieces(own_pieces())) == {"same": 2 * len(own_pieces())}
    assert StoryPage.objects.filter(live=True).count() == 2
    assert len(set(StoryPage.objects.values_list("translation_key", flat=True))) == 1


def test_a_changed_piece_is_renewed_where_no_editor_has_touched_it(filled):
    LoadedPiece.objects.update(digest="of an earlier text")
    number = Page.objects.count()

    assert dict(load_pieces(own_pieces())) == {"renewed": 2 * len(own_pieces())}
    assert Page.objects.count() == number


def test_an_editors_work_is_never_overwritten(filled):
    page = story()
    page.title = "Xoài của chúng tôi"
    page.save_revision().publish()
    draft = story("en")
    draft.title = "Our mango"
    draft.save_revision()
    LoadedPiece.objects.update(digest="of an earlier text")

    told = load_pieces(own_pieces())

    assert told["kept"] == 2
    assert story().title == "Xoài của chúng tôi"
    assert story("en").latest_revision.as_object().title == "Our mango"


def test_what_an_editor_has_deleted_or_taken_down_stays_so(filled):
    story("vi").delete()
    story("en").unpublish()
    LoadedPiece.objects.update(digest="of an earlier text")

    assert load_pieces(own_pieces())["kept"] == 2
    assert not StoryPage.objects.filter(live=True).exists()


def test_a_page_of_the_same_address_is_left_alone(dong_thap):
    house = ShowcasePage.objects.get(province=dong_thap, locale__language_code="vi")
    piece = next(piece for piece in own_pieces() if piece.kind == "story")
    own = StoryPage(title="Của tôi", slug=piece.slug["vi"], summary="Một câu.", locale=house.locale)
    house.add_child(instance=own)

    assert dict(load_pieces([piece])) == {"kept": 1, "made": 1}
    assert StoryPage.objects.get(pk=own.pk).title == "Của tôi"


def test_pieces_of_a_province_without_a_house_wait(db):
    assert dict(load_pieces(own_pieces())) == {"homeless": 2 * len(own_pieces())}


def test_the_command_names_one_province_or_all(db, capsys):
    call_command("provision_province", "dong-thap", json=True, without_texts=True)

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "provinces": {"dong-thap": ["house", "showcase (vi)", "showcase (en)"]},
        "texts": {},
    }
    for wrong in ([], ["nowhere"], ["dong-thap", "--all"]):
        with pytest.raises(CommandError):
            call_command("provision_province", *wrong)
