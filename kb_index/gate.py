"""The publishing gate: nothing becomes public before the golden questions have been asked of it.

The index that would be is built beside the one in use, every golden question is asked of both, and a
release after which any of them does worse is refused with the report, unless the editor gives a reason.
The check holds for one generation of what is public; when another release comes in between, the
transaction finds the generation changed and the check is made again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from kb_index.content import checked_text
from kb_index.errors import BadArticle, GenerationPassed, GoldenQuestionsLost
from kb_index.golden import GoldenQuestion, list_questions, record_checks
from kb_index.golden_check import Comparison, Fared, Report, ask_all
from kb_index.index import Index
from kb_index.passages import Passage
from kb_index.publications import record
from kb_index.publishing import PublicChange, current_generation, hold_generation
from kb_index.ranking import Ranking
from kb_index.releases import Release
from kb_index.snapshot import Snapshot
from kb_index.vectors import vectors_of
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

SHORTEST_REASON = 3
LONGEST_REASON = 500
MOST_CHECKS = 5
"""Times a release is checked again because others were faster."""


class Gate:
    """Lets releases through, one at a time in this process.

    Args:
        today: The day it is for the shop; articles may be valid from a later one.
    """

    def __init__(self, database: Database, index: Index, ranking: Ranking, today: Callable[[], date]) -> None:
        self._database = database
        self._index = index
        self._ranking = ranking
        self._today = today
        self._releasing = asyncio.Lock()

    async def let_through(self, release: Release, actor: str, override: str | None = None) -> Report:
        """Check a release and make it public; it is searchable in this process when this returns.

        Args:
            override: Why it shall be public though golden questions do worse.

        Raises:
            GoldenQuestionsLost: Some do worse, and there is no override.
            GenerationPassed: Others kept publishing in between.
        """
        async with self._releasing:
            for attempt in range(MOST_CHECKS):
                try:
                    report = await self._checked_release(release, actor, override)
                except GenerationPassed:
                    log.info("publishing is checked again", kind=release.kind, attempt=attempt + 1)
                    continue
                await self._index.catch_up()
                return report
            raise GenerationPassed()

    async def check(self, only: Collection[int] | None = None) -> Report:
        """Ask the golden questions of what is public now and keep how they fare.

        Args:
            only: Ids of the questions to ask; None for all.
        """
        await self._index.catch_up()
        snapshot = self._index.snapshot
        async with self._database.read() as connection:
            questions = await list_questions(connection)
        questions = [one for one in questions if only is None or one.id in only]
        report = await self._report(snapshot, questions, [])
        async with self._database.write() as connection:
            await record_checks(connection, report.checks, snapshot.generation)
        return report

    async def check_unchecked(self) -> None:
        """Ask those that have never been asked, such as imported ones."""
        async with self._database.read() as connection:
            unchecked = [one.id for one in await list_questions(connection) if one.passes is None]
        if unchecked:
            await self.check(unchecked)

    async def _checked_release(self, release: Release, actor: str, override: str | None) -> Report:
        await self._index.catch_up()
        snapshot = self._index.snapshot
        async with self._database.read() as connection:
            changes = await release.changes(connection)
            questions = release.expected(await list_questions(connection))
        report = await self._report(snapshot, questions, changes) if changes else Report()
        if report.worse and override is None and not release.may_lose:
            raise GoldenQuestionsLost(report.as_json())
        async with self._database.write() as connection:
            await hold_generation(connection, snapshot.generation)
            await release.commit(connection, actor)
            await record(connection, release.kind, changes, report, actor, override if report.worse else None)
            await record_checks(connection, report.checks, await current_generation(connection))
        return report

    async def _report(
        self, before: Snapshot, questions: Sequence[GoldenQuestion], changes: Sequence[PublicChange]
    ) -> Report:
        if not questions:
            return Report()
        worded = [self._index.worded(one.text) for one in questions]
        vectors = await vectors_of(
            self._database, self._index.encoder, [Passage("question", text, text, text) for text in worded]
        )
        asked = (self._ranking, questions, worded, vectors, self._today())
        fared_before = await asyncio.to_thread(ask_all, before, *asked)
        if not changes:
            return _compared(questions, fared_before, fared_before)
        after = await self._index.with_changes(before, changes)
        return _compared(questions, fared_before, await asyncio.to_thread(ask_all, after, *asked))


def checked_override(value: Any) -> str | None:
    """Why something shall be public though golden questions do worse; None where no reason is given.

    Raises:
        BadArticle: It is too short or too long to be a reason.
    """
    if value is None:
        return None
    reason = checked_text(value, "override", LONGEST_REASON, one_line=False, required=True)
    if len(reason) < SHORTEST_REASON:
        raise BadArticle(
            "override", "too_short", f"`override` needs a reason of at least {SHORTEST_REASON} characters."
        )
    return reason


def _compared(questions: Sequence[GoldenQuestion], before: Sequence[Fared], after: Sequence[Fared]) -> Report:
    return Report([Comparison(*one) for one in zip(questions, before, after, strict=True)])
