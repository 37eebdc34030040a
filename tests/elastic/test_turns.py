"""Who writes to a cluster without holding the lock any more overwrites nothing."""

import pytest

from search.engine.elastic import library, schema
from search.engine.protocol import EngineUnavailable
from tests.contract.documents import entry, found


@pytest.fixture(autouse=True)
def _index(elastic):
    elastic.rebuild([entry(1, "Xoài")])


def _write(engine, index, turn, *entries):
    actions = (
        {"_id": id_, "_source": source, "version": turn, "version_type": "external"}
        for one in entries
        for id_, source in schema.identified(one)
    )
    library.write(engine._cluster.writing, index, actions)


def test_a_writer_that_comes_late_is_refused(elastic):
    index, turn = elastic._generations.claim()
    elastic.upsert([entry(1, "Mứt xoài")])

    with pytest.raises(EngineUnavailable, match="version_conflict"):
        _write(elastic, index, turn, entry(1, "Kẹo"))

    assert found(elastic, "mứt xoài") == [1]
    assert not elastic.verify([entry(1, "Mứt xoài")])


def test_what_a_writer_that_died_has_left_half_done_is_put_right(elastic):
    index, turn = elastic._generations.claim()
    _write(elastic, index, turn, entry(1, "Kẹo"), entry(2, "Bánh"))

    elastic.upsert([entry(1, "Mứt xoài"), entry(2, "Bánh", spans=((1, 2), (3, 4)))])
    elastic.upsert([entry(2, "Bánh", spans=((1, 2),))])

    assert not elastic.verify([entry(1, "Mứt xoài"), entry(2, "Bánh", spans=((1, 2),))])


def test_versions_move_with_each_change_and_never_back(elastic):
    seen = [elastic.version()]
    for number in range(3):
        elastic.upsert([entry(1, f"Xoài {number}")])
        seen.append(elastic.version())
    elastic.rebuild([entry(1, "Xoài")])
    seen.append(elastic.version())

    assert all(seen)
    assert len(set(seen)) == len(seen)


def test_of_generations_the_last_but_one_is_kept_and_those_before_go(elastic):
    names = [elastic.health().generation]
    for _turn in range(2):
        elastic.rebuild([entry(1, "Xoài")])
        names.append(elastic.health().generation)

    kept = elastic._cluster.writing.indices.get(index=f"{elastic._generations.alias}-*")
    assert sorted(kept) == sorted(names[1:])
