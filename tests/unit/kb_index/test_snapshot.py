from __future__ import annotations

import threading
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_index.candidates import Question, candidates
from kb_index.content import Content
from kb_index.segment import IndexedArticle, Segment
from kb_index.snapshot import Shelf, Snapshot

DIMENSION = 8
TODAY = date(2026, 11, 22)


def segment_factory(versions: dict[str, int], language: str = "en") -> Segment:
    articles = [
        IndexedArticle.of(name, language, version, Content(f"title {name}", f"body {name} {version}"))
        for name, version in versions.items()
    ]
    count = sum(len(article.passages) for article in articles)
    vectors = np.random.default_rng(count).normal(size=(count, DIMENSION)).astype(np.float32)
    return Segment(articles, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def found(shelf: Shelf) -> dict[str, int]:
    vector = np.ones(DIMENSION, dtype=np.float32) / DIMENSION**0.5
    snapshot = Snapshot(1, {"en": shelf})
    all_found = candidates(snapshot, Question("title body", "en", vector, TODAY))
    assert len({one.article.article_id for one in all_found}) == len(all_found)
    return {one.article.article_id: one.article.version for one in all_found}


def test_a_newer_version_takes_the_place_of_the_older() -> None:
    shelf = Shelf().changed([], segment_factory({"a": 1, "b": 1})).changed([], segment_factory({"a": 2}))
    assert found(shelf) == {"a": 2, "b": 1}
    assert shelf.passages == 4


def test_what_is_taken_away_is_not_found() -> None:
    shelf = Shelf().changed([], segment_factory({"a": 1, "b": 1})).changed(["a", "unknown"], None)
    assert found(shelf) == {"b": 1}
    assert "a" not in shelf


def test_a_change_leaves_the_shelf_before_it_as_it_was() -> None:
    before = Shelf().changed([], segment_factory({"a": 1, "b": 1}))
    before.changed(["a"], segment_factory({"b": 2}))
    assert found(before) == {"a": 1, "b": 1}


changes = st.lists(
    st.tuples(st.sampled_from(["publish", "archive", "begin merge", "end merge"]), st.sampled_from("abcd")), max_size=24
)


@settings(max_examples=60, deadline=None)
@given(changes)
def test_any_order_of_changes_and_merges_finds_what_is_public(steps: list[tuple[str, str]]) -> None:
    shelf, public, merge = Shelf(), dict[str, int](), None
    for number, (step, name) in enumerate(steps, start=1):
        if step == "publish":
            shelf = shelf.changed([], segment_factory({name: number}))
            public[name] = number
        elif step == "archive":
            shelf = shelf.changed([name], None)
            public.pop(name, None)
        elif step == "begin merge" and shelf.segments and merge is None:
            merge = (shelf, shelf.merged())
        elif step == "end merge" and merge is not None:
            shelf, merge = shelf.with_merged(*merge), None
    assert found(shelf) == public
    assert {name: shelf.article(name).version for name in shelf.places} == public


def test_readers_see_one_whole_snapshot_while_it_is_swapped() -> None:
    """Both articles are always published together, so a reader must never see two different versions."""
    holder = [Snapshot(0, {"en": Shelf().changed([], segment_factory({"a": 0, "b": 0}))})]
    torn: list[dict[str, int]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            versions = found(holder[0].shelf("en"))
            if len(set(versions.values())) != 1 or len(versions) != 2:
                torn.append(versions)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for version in range(1, 40):
        before = holder[0].shelf("en")
        shelf = before.changed([], segment_factory({"a": version, "b": version}))
        if version % 10 == 0:
            shelf = shelf.with_merged(shelf, shelf.merged())
        holder[0] = Snapshot(version, {"en": shelf})
    done.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_many_small_segments_ask_for_a_merge() -> None:
    shelf = Shelf().changed([], segment_factory(dict.fromkeys("abcdefgh", 1)))
    assert not shelf.needs_merge
    for version in range(2, 20):
        shelf = shelf.changed([], segment_factory({"a": version}))
    assert shelf.needs_merge
    merged = shelf.with_merged(shelf, shelf.merged())
    assert not merged.needs_merge
    assert found(merged) == found(shelf)
