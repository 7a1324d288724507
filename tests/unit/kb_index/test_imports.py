from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from kb_index.errors import GoldenQuestionsLost, ImportRefused
from kb_index.files import export_articles, read_folder, read_golden_file
from kb_index.gate import Gate
from kb_index.golden import add_question, list_questions
from kb_index.imports import ImportReport, import_articles
from kb_index.library import list_articles
from kb_index.publications import list_publications
from kb_index.publishing import archive
from warmline.database import Database

DEMO = Path(__file__).parents[3] / "kb_index" / "demo"
ARTICLE = "---\nid: refunds\nlang: en\ntitle: When is my money back?\ncategory: returns\n---\n\nRefunds take 14 days.\n"
GOLDEN = "- {lang: en, id: refunds, text: when do I get my money back}\n- {lang: en, id: null, text: who won}\n"


def folder(path: Path, article: str = ARTICLE, golden: str = GOLDEN) -> Path:
    path.mkdir(exist_ok=True)
    (path / "refunds.md").write_text(article, encoding="utf-8")
    (path / "golden.yml").write_text(golden, encoding="utf-8")
    return path


def no_gate() -> NoReturn:
    raise AssertionError("there are no golden questions to ask")


async def imported(
    database: Database, path: Path, gate: Gate | None = None, override: str | None = None
) -> ImportReport:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Gate]:
        yield gate or no_gate()

    return await import_articles(database, path, "Ewa", opened, override)


async def questions(database: Database) -> dict[str, str | None]:
    async with database.read() as connection:
        return {one.text: one.article_id for one in await list_questions(connection)}


async def test_the_demo_s_questions_come_with_its_articles_and_go_out_again(database: Database, tmp_path: Path) -> None:
    report = await imported(database, DEMO)
    assert (len(report.new), report.golden) == (len(read_folder(DEMO)), len(read_golden_file(DEMO)))
    await export_articles(database, tmp_path)
    wanted = {(*row.key, row.article_id) for row in read_golden_file(DEMO)}
    assert {(*row.key, row.article_id) for row in read_golden_file(tmp_path)} == wanted


async def test_the_first_import_has_nothing_to_lose(database: Database, tmp_path: Path) -> None:
    report = await imported(database, folder(tmp_path / "a"))
    assert report.as_json() == {"new": ["refunds.en"], "changed": [], "unchanged": [], "golden": 2}
    assert await questions(database) == {"when do I get my money back": "refunds", "who won": None}
    async with database.read() as connection:
        (entry,) = await list_publications(connection, "refunds", "en")
    assert (entry.kind, entry.version, entry.questions) == ("import", 1, 0)


async def test_an_import_that_loses_changes_nothing_without_a_reason(
    database: Database, gate: Gate, tmp_path: Path
) -> None:
    await imported(database, folder(tmp_path / "a"))
    spoilt = ARTICLE.replace("When is my money back?", "Roses").replace("Refunds take 14 days.", "They bloom in June.")
    again = folder(tmp_path / "b", spoilt, GOLDEN + "- {lang: pl, id: null, text: kto wygrał}\n")
    with pytest.raises(GoldenQuestionsLost, match="when do I get my money back"):
        await imported(database, again, gate)
    assert len(await questions(database)) == 2
    report = await imported(database, again, gate, "A new owner sells flowers.")
    assert (report.changed, report.golden) == (["refunds.en"], 1)
    async with database.read() as connection:
        entry, _ = await list_publications(connection, "refunds", "en")
    assert (entry.version, entry.worse, entry.override_reason) == (2, 1, "A new owner sells flowers.")


async def test_a_question_that_the_folder_gives_to_another_article_is_no_loss(
    database: Database, gate: Gate, tmp_path: Path
) -> None:
    await imported(database, folder(tmp_path / "a"))
    moved = folder(tmp_path / "b", ARTICLE.replace("id: refunds", "id: money"), GOLDEN.replace("refunds", "money"))
    (moved / "roses.md").write_text(ARTICLE.replace("When is my money back?", "Roses").replace("Refunds take", "Roses"))
    await imported(database, moved, gate)
    assert (await questions(database))["when do I get my money back"] == "money"


async def test_a_question_about_no_article_of_ours_stops_the_whole_import(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as caught:
        await imported(database, folder(tmp_path / "a", golden="\n" + GOLDEN.replace("refunds", "nothing")))
    (problem,) = caught.value.problems
    assert (problem["file"], problem["line"]) == ("golden.yml", 2)
    assert "`id`: there is no article `nothing`" in problem["message"]
    async with database.read() as connection:
        assert await list_articles(connection) == []
    assert await questions(database) == {}


async def test_a_mistake_in_the_questions_stops_the_whole_import(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"golden\.yml:1: `lang`"):
        await imported(database, folder(tmp_path / "a", golden=GOLDEN.replace("lang: en", "lang: de", 1)))


async def test_what_is_written_can_be_imported_elsewhere(database: Database, tmp_path: Path) -> None:
    await imported(database, folder(tmp_path / "a"))
    async with database.write() as connection:
        await add_question(connection, "en", "never mind", None, "Ewa")
        await archive(connection, "refunds", "en", "Ewa")
    await export_articles(database, tmp_path / "out")
    assert [row.text for row in read_golden_file(tmp_path / "out")] == ["never mind", "who won"]
