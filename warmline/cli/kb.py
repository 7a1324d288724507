"""`warmline kb`: the knowledge-base process, and what editors and operators do from a terminal."""

from __future__ import annotations

import asyncio
import getpass
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from warmline.database import Database
from warmline.settings import Settings

Result = TypeVar("Result")


@click.group(invoke_without_command=True)
@click.pass_context
def kb(context: click.Context) -> None:
    """The knowledge base; without a further word, its process."""
    if context.invoked_subcommand is None:
        from kb_index.server import run

        run(context.obj)


@kb.command()
@click.argument("question")
@click.option("--lang", type=click.Choice(["pl", "en"]), default="pl", show_default=True)
@click.option("--limit", default=3, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as the service answers.")
@click.option("--explain", is_flag=True, help="Show what makes up each score, and which passage matched best.")
@click.pass_obj
def search(settings: Settings, question: str, lang: str, limit: int, as_json: bool, explain: bool) -> None:
    """Ask the running knowledge base."""
    from kb_index.client import KbClient, SearchResult

    if explain:
        _explain(settings, question, lang, limit, as_json)
        return

    async def ask() -> SearchResult:
        async with KbClient(settings) as client:
            return await client.search(question, lang, limit)

    found = asyncio.run(ask())
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    click.echo(found.decision)
    for hit in found.hits:
        click.echo(f"{hit.score:5.2f}  {hit.article_id}.{hit.language}  {hit.title}")


@kb.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--override", metavar="REASON", help="Publish though golden questions do worse; the reason is kept.")
@click.option("--category", default="", help="HTML: the category of all its questions.")
@click.option("--lang", default="", help="HTML: the language, where the page does not say.")
@click.option("--encoding", type=click.Choice(["utf-8", "windows-1250"]), default="utf-8", help="CSV and HTML.")
@click.pass_obj
def import_(settings: Settings, source: Path, override: str | None, category: str, lang: str, encoding: str) -> None:
    """Publish a folder of Markdown articles, or make drafts of a CSV table or a saved FAQ page; see docs/imports.md."""
    from kb_index.file_imports import import_file
    from kb_index.gate import checked_override
    from kb_index.imports import ImportReport, import_articles
    from kb_index.standalone import standalone_gate

    reason = checked_override(override)

    def work(database: Database) -> Awaitable[ImportReport]:
        if not source.is_dir():
            return import_file(database, source, getpass.getuser(), category=category, language=lang, encoding=encoding)
        opened = partial(standalone_gate, settings, database)
        return import_articles(database, source, getpass.getuser(), opened, reason)

    report = _with_database(settings, work)
    click.echo(json.dumps(report.as_json(), ensure_ascii=False))


@kb.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--drafts", is_flag=True, help="What editors are working on instead of what is published.")
@click.pass_obj
def export(settings: Settings, folder: Path, drafts: bool) -> None:
    """Write every published article as Markdown, the golden questions and the names of the categories."""
    from kb_index.files import export_articles

    for path in _with_database(settings, lambda database: export_articles(database, folder, drafts=drafts)):
        click.echo(path)


@kb.command()
@click.option("--days", default=30, show_default=True, help="How many days to look at.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as the service answers.")
@click.pass_obj
def gaps(settings: Settings, days: int, as_json: bool) -> None:
    """What customers ask that nothing answers, from the running knowledge base."""
    from kb_index.client import KbClient

    async def ask() -> dict[str, Any]:
        async with KbClient(settings) as client:
            return await client.gaps(days)

    found = asyncio.run(ask())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{found['unanswered']} of {found['asked']} questions unanswered in {days} days")
    for group in found["groups"]:
        click.echo(f"{group['count']:4} (before: {group['before']})  {group['name']}")
    for gap in found["gaps"]:
        golden = gap["golden"]
        click.echo(f"{gap['status']:>9}  {golden['passing']}/{golden['total']} golden  {gap['name']}")


@kb.command("eval")
@click.option("--articles", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--queries", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def evaluate(settings: Settings, articles: Path, queries: Path) -> None:
    """Measure search on your own data; one JSON object on standard output."""
    from kb_index.evaluation import evaluate as measure

    click.echo(json.dumps(measure(articles, queries, settings)))


def _explain(settings: Settings, question: str, lang: str, limit: int, as_json: bool) -> None:
    from kb_index.client import KbClient

    async def ask() -> dict[str, Any]:
        async with KbClient(settings) as client:
            return await client.explain(question, lang, limit)

    found = asyncio.run(ask())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    limits = found["thresholds"]
    click.echo(f"{found['decision']}  (answer from {limits['answer']:.2f}, suggest from {limits['suggest']:.2f})")
    for hit in found["hits"]:
        why, shown = hit["why"], "" if hit["shown"] else "  (not shown)"
        click.echo(f"{hit['score']:5.2f}  {hit['article_id']}.{hit['language']}  {hit['title']}{shown}")
        for part in why["parts"]:
            measured = "" if part["measure"] is None else f"  measured {part['measure']:.2f}"
            click.echo(f"       {part['name']:<8}{part['points']:+6.2f}{measured}")
        matched = why["matched"]
        click.echo(f"       nearest {matched['kind']} ({matched['nearness']:.2f}): {matched['text']}")
        click.echo(f"       words in common: {', '.join(why['shared_words']) or 'none'}")


def _with_database(settings: Settings, work: Callable[[Database], Awaitable[Result]]) -> Result:
    from warmline.migrations import upgrade

    async def run() -> Result:
        database = Database(settings.database_url)
        try:
            return await work(database)
        finally:
            await database.close()

    upgrade(settings.database_url)
    return asyncio.run(run())
