from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from kb_index.category_file import read_categories, write_categories
from kb_index.errors import ImportRefused
from kb_index.files import export_articles
from kb_index.imports import import_articles
from tests.unit.kb_index.conftest import Start, content_factory, published
from warmline.database import Database
from warmline.demo import ARTICLES

NAMES = {"pl": "Zwroty", "en": "Returns"}
CARE = {"pl": "Pielęgnacja", "en": "Care"}


async def test_categories_are_named_listed_and_removed(start: Start, database: Database) -> None:
    await published(database, "refunds", content_factory())
    kb = await start()
    status, answer = await kb.forward("GET", "/categories")
    unnamed = {"id": "returns", "position": 10000, "names": {}, "revision": 0, "articles": 1}
    assert (status, answer) == (200, {"categories": [unnamed]})
    await kb.forward("PUT", "/categories/care", {"names": CARE, "position": 2, "revision": 0})
    await kb.forward("PUT", "/categories/returns", {"names": NAMES, "position": 9, "revision": 0})
    _, answer = await kb.forward("PUT", "/categories/returns", {"names": NAMES, "position": 1, "revision": 1})
    assert [(one["id"], one["position"], one["revision"], one["articles"]) for one in answer["categories"]] == [
        ("returns", 1, 2, 1),
        ("care", 2, 1, 0),
    ]
    status, answer = await kb.forward("DELETE", "/categories/returns", {"revision": 2})
    assert (status, answer["error"]["code"]) == (409, "category_in_use")
    for _ in range(2):
        status, answer = await kb.forward("DELETE", "/categories/care", {"revision": 1})
        assert (status, [one["names"] for one in answer["categories"]]) == (200, [NAMES])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/categories/care", {"names": NAMES, "position": 5, "revision": 0}),
        ("PUT", "/categories/care", {"names": NAMES, "position": 5, "revision": 1}),
        ("DELETE", "/categories/care", {"revision": 1}),
        ("POST", "/categories/order", {"order": [{"id": "tea", "revision": 1}, {"id": "care", "revision": 1}]}),
    ],
)
async def test_nobody_overwrites_what_they_have_not_seen(
    start: Start, method: str, path: str, body: dict[str, Any]
) -> None:
    kb = await start()
    await kb.forward("PUT", "/categories/care", {"names": NAMES, "position": 1, "revision": 0})
    await kb.forward("PUT", "/categories/tea", {"names": NAMES, "position": 2, "revision": 0})
    _, before = await kb.forward("PUT", "/categories/care", {"names": CARE, "position": 1, "revision": 1})
    status, answer = await kb.forward(method, path, body)
    assert (status, answer["error"]["code"]) == (409, "edited_meanwhile")
    assert (await kb.forward("GET", "/categories"))[1] == before


async def test_only_what_moves_gets_a_new_revision(start: Start) -> None:
    kb = await start()
    for position, slug in enumerate(("care", "tea", "linen"), start=1):
        await kb.forward("PUT", f"/categories/{slug}", {"names": NAMES, "position": position, "revision": 0})
    order = [{"id": slug, "revision": 1} for slug in ("tea", "care", "linen")]
    _, answer = await kb.forward("POST", "/categories/order", {"order": order})
    assert [(one["id"], one["position"], one["revision"]) for one in answer["categories"]] == [
        ("tea", 1, 2),
        ("care", 2, 2),
        ("linen", 3, 1),
    ]


@pytest.mark.parametrize("order", [None, ["care"], [{"id": "care", "revision": 1}] * 2, [{"id": "C", "revision": 1}]])
async def test_what_is_no_order_is_refused(start: Start, order: Any) -> None:
    status, answer = await (await start()).forward("POST", "/categories/order", {"order": order})
    assert (status, answer["error"]["details"]["field"]) == (400, "order")


@pytest.mark.parametrize(
    ("slug", "body", "field"),
    [
        ("Re", {"names": NAMES, "position": 1}, "category"),
        ("re", {"names": {"pl": "Zwroty"}, "position": 1}, "names"),
        ("re", {"names": {**NAMES, "de": "Retouren"}, "position": 1}, "names"),
        ("re", {"names": {**NAMES, "en": " "}, "position": 1}, "names.en"),
        ("re", {"names": {**NAMES, "en": "x" * 61}, "position": 1}, "names.en"),
        ("re", {"names": NAMES, "position": -1}, "position"),
        ("re", {"names": NAMES, "position": True}, "position"),
        ("re", {"names": NAMES, "position": 1}, "revision"),
    ],
)
async def test_what_is_no_category_is_refused(start: Start, slug: str, body: dict[str, Any], field: str) -> None:
    status, answer = await (await start()).forward("PUT", f"/categories/{slug}", body)
    assert (status, answer["error"]["details"]["field"]) == (400, field)


def no_gate() -> NoReturn:
    raise AssertionError("there are no golden questions to ask")


async def test_the_demo_s_names_go_in_and_come_out(database: Database, tmp_path: Path) -> None:
    demo = read_categories(ARTICLES / "categories.yml")
    used = {path.parent.name for path in ARTICLES.rglob("*.md")}
    assert used <= {category.id for category in demo}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "categories.yml").write_text(write_categories(demo), encoding="utf-8")
    (tmp_path / "in" / "a.md").write_text("---\nid: a\nlang: en\ntitle: A\ncategory: care\n---\nB\n")
    await import_articles(database, tmp_path / "in", "Ewa", no_gate)
    await export_articles(database, tmp_path / "out")
    assert read_categories(tmp_path / "out" / "categories.yml") == demo


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- {id: a, pl: A, en: A}\n- {id: a, pl: A, en: A}\n", 2),
        ("- {id: a, pl: A, en: A}\n\n- {id: b, pl: A}\n", 3),
        ("- {id: B b, pl: A, en: A}\n", 1),
        ("a: b\n", 1),
        ("", 1),
        ("- {id: a\n- b", 2),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "categories.yml"
    file.write_text(text)
    with pytest.raises(ImportRefused) as caught:
        read_categories(file)
    assert [(one["file"], one["line"]) for one in caught.value.problems] == [("categories.yml", line)]
