from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.articles import read_article
from kb_index.content import FIELDS, Content
from kb_index.errors import ImportRefused
from kb_index.files import export_articles, read_folder
from kb_index.front_matter import ArticleFile, read_article_file, write_article_file
from kb_index.imports import ImportReport, import_articles
from kb_index.library import list_articles
from kb_index.publishing import current_generation
from warmline.database import Database

DEMO = Path(__file__).parents[3] / "kb_index" / "demo" / "articles"

GOOD = (
    "---\nid: refunds\nlang: en\ntitle: Refunds\ncategory: returns\nquestions: [money back]\n---\n\nWithin 14 days.\n"
)

slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
characters = st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn"))
lines = st.text(characters, min_size=1, max_size=60).filter(lambda text: text.strip() != "")
bodies = st.text(characters | st.sampled_from("\n\t-#:'\"|>"), min_size=1, max_size=300).filter(
    lambda t: t.strip() != ""
)
days = st.none() | st.dates(min_value=date(1900, 1, 1))
contents = st.builds(
    lambda **fields: Content.from_json(fields),
    title=lines,
    body=bodies,
    questions=st.lists(lines, max_size=4),
    tags=st.lists(lines, max_size=3),
    owner=st.just("") | lines,
    valid_from=days,
    review_by=days,
)
files = st.builds(ArticleFile, id=slugs, language=st.sampled_from(["pl", "en"]), category=slugs, content=contents)


def no_gate() -> NoReturn:
    raise AssertionError("there are no golden questions to ask")


async def imported(database: Database, folder: Path, actor: str) -> ImportReport:
    return await import_articles(database, folder, actor, no_gate)


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@given(files)
def test_what_is_written_is_read_the_same(file: ArticleFile) -> None:
    assert read_article_file(write_article_file(file)) == file


def test_every_field_of_an_article_is_written() -> None:
    content = Content("T", "B", ("q",), ("t",), "o", date(2026, 1, 1), date(2027, 1, 1))
    text = write_article_file(ArticleFile("a", "pl", "c", content))
    assert all(f"\n{name}:" in text for name in FIELDS if name != "body")


async def test_the_demo_goes_in_and_comes_out_unchanged(database: Database, tmp_path: Path) -> None:
    report = await imported(database, DEMO, "import")
    assert report.new == [f"{file.id}.{file.language}" for file in read_folder(DEMO)]
    await export_articles(database, tmp_path / "out")
    assert read_folder(tmp_path / "out") == read_folder(DEMO)


async def test_importing_the_same_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    written(tmp_path, one=GOOD)
    await imported(database, tmp_path, "Ewa")
    async with database.read() as connection:
        before = (await current_generation(connection), await read_article(connection, "refunds"))
    report = await imported(database, tmp_path, "Jan")
    assert report.as_json() == {"new": [], "changed": [], "unchanged": ["refunds.en"], "golden": 0}
    async with database.read() as connection:
        assert (await current_generation(connection), await read_article(connection, "refunds")) == before


async def test_a_changed_file_becomes_the_next_version(database: Database, tmp_path: Path) -> None:
    await imported(database, written(tmp_path, one=GOOD), "Ewa")
    report = await imported(database, written(tmp_path, one=GOOD.replace("14", "7")), "Jan")
    assert report.changed == ["refunds.en"]
    async with database.read() as connection:
        edition = (await read_article(connection, "refunds")).languages["en"]
    assert (edition.version, edition.status, edition.updated_by) == (2, "published", "Jan")
    assert edition.published is not None
    assert edition.published.body == "Within 7 days."


async def test_one_bad_file_stops_the_whole_import(database: Database, tmp_path: Path) -> None:
    written(tmp_path, a=GOOD, b=GOOD.replace("refunds", "other").replace("lang: en", "lang: de"))
    with pytest.raises(ImportRefused) as caught:
        await imported(database, tmp_path, "Ewa")
    (problem,) = caught.value.problems
    assert (problem["file"], problem["line"]) == ("b.md", 3)
    assert "`lang` must be one of pl, en" in problem["message"]
    async with database.read() as connection:
        assert await list_articles(connection) == []


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("", 1, "begin the file"),
        ("# Refunds", 1, "begin the file"),
        ("---\nid: a\n", 3, "close the fields"),
        (GOOD.replace("title: Refunds", "title: Refunds: how"), 4, "quote texts that have a colon"),
        (GOOD.replace("title: Refunds\n", ""), 2, "`title` must not be empty"),
        (GOOD.replace("id: refunds", "id: Re funds"), 2, "`id` takes"),
        (GOOD.replace("category: returns", "category: Zwroty"), 5, "`category` takes"),
        (GOOD.replace("Within 14 days.", ""), 8, "`body` must not be empty"),
        (GOOD.replace("questions: [money back]", "questions: money"), 6, "`questions` must be a list"),
        (GOOD.replace("questions: [money back]", "autor: me"), 6, "`autor` is no field"),
        (GOOD.replace("questions: [money back]", "review_by: soon"), 6, "must be a day"),
        (GOOD.replace("questions: [money back]", "review_by: 2026-13-45"), 2, "YAML"),
        ("---\n- a\n---\nx", 2, "name: value"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(tmp_path: Path, text: str, line: int, remedy: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_folder(written(tmp_path, one=text))
    (problem,) = caught.value.problems
    assert (problem["file"], problem["line"]) == ("one.md", line)
    assert remedy in problem["message"]


def test_every_mistake_of_every_file_is_told(tmp_path: Path) -> None:
    written(tmp_path, a=GOOD, b=GOOD, c="nothing", d=GOOD.replace("lang: en", "lang: pl").replace("returns", "money"))
    (tmp_path / "e.md").write_bytes(GOOD.encode() + b"caf\xe9")
    with pytest.raises(ImportRefused) as caught:
        read_folder(tmp_path)
    assert [problem["file"] for problem in caught.value.problems] == ["b.md", "c.md", "d.md", "e.md"]
    assert caught.value.problems[-1]["line"] == 10


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ImportRefused, match=r"no `\.md` files"):
            read_folder(folder)
