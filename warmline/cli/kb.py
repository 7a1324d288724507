"""`warmline kb`: the knowledge-base process, and what editors and operators do from a terminal."""

from __future__ import annotations

import asyncio
import getpass
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

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
@click.pass_obj
def search(settings: Settings, question: str, lang: str, limit: int, as_json: bool) -> None:
    """Ask the running knowledge base."""
    from kb_index.client import KbClient, SearchResult

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
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def import_(settings: Settings, folder: Path) -> None:
    """Publish a folder of Markdown articles, all or nothing."""
    from kb_index.files import import_articles

    report = _with_database(settings, lambda database: import_articles(database, folder, getpass.getuser()))
    click.echo(json.dumps(report.as_json(), ensure_ascii=False))


@kb.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def export(settings: Settings, folder: Path) -> None:
    """Write every published article as Markdown."""
    from kb_index.files import export_articles

    for path in _with_database(settings, lambda database: export_articles(database, folder)):
        click.echo(path)


@kb.command("eval")
@click.option("--articles", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--queries", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def evaluate(settings: Settings, articles: Path, queries: Path) -> None:
    """Measure search on your own data; one JSON object on standard output."""
    from kb_index.evaluation import evaluate as measure

    click.echo(json.dumps(measure(articles, queries, settings)))


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
