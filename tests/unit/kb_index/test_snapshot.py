from __future__ import annotations

import threading
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_index.candidates import Question, candidates
from kb_index.content import Content
from kb_index.dense import Vectors
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


def cut(articles: list[IndexedArticle], vectors: Vectors, parts: int) -> Shelf:
    """The articles, each with its passages' vectors, in so many segments."""
    shelf, starts = Shelf(), np.cumsum([0, *(len(article.passages) for article in articles)])
    for some in np.array_split(np.arange(len(articles)), parts):
        rows = vectors[starts[some[0]] : starts[some[-1] + 1]]
        shelf = shelf.changed([], Segment([articles[place] for place in some], rows))
    return shelf


def forty_articles(late: int) -> tuple[list[IndexedArticle], Vectors]:
    """Forty articles of one of ten words each, of which the first ``late`` are valid tomorrow."""
    articles = []
    for number in range(40):
        word = f"word{number % 10}"
        valid_from = (TODAY + timedelta(days=1)) if number < late else None
        content = Content(f"title {word}", f"body {word}", valid_from=valid_from)
        articles.append(IndexedArticle.of(f"a{number:02}", "en", 1, content))
    count = sum(len(article.passages) for article in articles)
    vectors = np.random.default_rng(3).normal(size=(count, DIMENSION)).astype(np.float32)
    return articles, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize("late", [0, 25])
@pytest.mark.parametrize("text", ["title word3", "word7 body", "title word"])
def test_what_is_proposed_does_not_depend_on_the_cut_into_segments(text: str, late: int) -> None:
    articles, vectors = forty_articles(late)
    question = Question(text, "en", np.ones(DIMENSION, dtype=np.float32) / DIMENSION**0.5, TODAY)
    whole, small = (
        {one.article.article_id for one in candidates(Snapshot(1, {"en": cut(articles, vectors, parts)}), question)}
        for parts in (1, 20)
    )
    assert whole == small
    assert not whole & {f"a{number:02}" for number in range(late)}


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
