"""The index of one process: it follows the database and swaps in a new snapshot at every change."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from kb_index.dense import Vectors
from kb_index.errors import NotReady
from kb_index.publishing import PublicChange, changes_since, current_generation
from kb_index.segment import IndexedArticle, Segment
from kb_index.snapshot import Snapshot
from kb_index.vectors import EncoderThread, vectors_of
from models.spelling import AS_TYPED, Speller
from warmline.database import Database
from warmline.logs import logger

log = logger(__name__)

FOLLOW_EVERY = 1.0
"""Seconds between looks at what other processes have published."""
PATIENCE = 0.3
"""Seconds a question waits for what was just published elsewhere, before it is answered from what is known."""


class Index:
    """What is published, ready to be searched.

    Readers take ``snapshot`` once and work on it; it is never changed, only replaced.
    """

    def __init__(self, database: Database, encoder: EncoderThread, speller: Speller = AS_TYPED) -> None:
        self._database = database
        self.encoder = encoder
        self._speller = speller
        self._snapshot: Snapshot | None = None
        self._changing = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None
        self._merging: set[asyncio.Task[None]] = set()

    @property
    def is_ready(self) -> bool:
        """Whether the index has been built."""
        return self._snapshot is not None

    @property
    def snapshot(self) -> Snapshot:
        """The index at this moment.

        Raises:
            NotReady: It is still being built.
        """
        if self._snapshot is None:
            raise NotReady()
        return self._snapshot

    def worded(self, text: str) -> str:
        """A question as it is searched for: with slips of the fingers put right, but for words that articles use."""
        return self._speller.corrected(text, self.snapshot.has_word)

    async def catch_up(self) -> None:
        """Take in everything published until now, by whichever process."""
        async with self._changing:
            before = self._snapshot or Snapshot()
            async with self._database.read() as connection:
                generation = await current_generation(connection)
                if generation == before.generation:
                    return
                changes = await changes_since(connection, before.generation)
            self._snapshot = await self._changed(before, generation, changes)
            log.info("index changed", generation=generation, editions=len(changes))
        for language in self._snapshot.shelves:
            self._merge_if_needed(language)

    async def catch_up_soon(self) -> None:
        """Look for news before a question, without making the customer wait for a long or failing update."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._catch_up_or_log())
        await asyncio.wait({self._looking}, timeout=PATIENCE)

    async def follow(self) -> None:
        """Catch up again and again; what fails is tried again at the next turn."""
        while True:
            await self._catch_up_or_log()
            await asyncio.sleep(FOLLOW_EVERY)

    async def close(self) -> None:
        """Stop what is under way."""
        running = [*self._merging, *([self._looking] if self._looking else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _catch_up_or_log(self) -> None:
        try:
            await self.catch_up()
        except Exception:
            log.exception("the index could not catch up")

    async def with_changes(self, before: Snapshot, changes: Sequence[PublicChange]) -> Snapshot:
        """A snapshot as it would be after some changes; nothing is exchanged."""
        return await self._changed(before, before.generation, changes)

    async def _changed(self, before: Snapshot, generation: int, changes: Sequence[PublicChange]) -> Snapshot:
        gone: defaultdict[str, list[str]] = defaultdict(list)
        added: defaultdict[str, list[IndexedArticle]] = defaultdict(list)
        for change in changes:
            if change.content is None or change.version is None:
                gone[change.language].append(change.article_id)
            else:
                added[change.language].append(
                    IndexedArticle.of(change.article_id, change.language, change.version, change.content)
                )
        shelves = dict(before.shelves)
        for language in {*gone, *added}:
            segment = await self._segment(added[language]) if added[language] else None
            shelves[language] = before.shelf(language).changed(gone[language], segment)
        return Snapshot(generation, shelves)

    async def _segment(self, articles: Sequence[IndexedArticle]) -> Segment:
        passages = [passage for article in articles for passage in article.passages]
        vectors: Vectors = await vectors_of(self._database, self.encoder, passages)
        return await asyncio.to_thread(Segment, articles, vectors)

    def _merge_if_needed(self, language: str) -> None:
        if not self._merging and self.snapshot.shelf(language).needs_merge:
            task = asyncio.create_task(self._merge(language))
            self._merging.add(task)
            task.add_done_callback(self._merging.discard)

    async def _merge(self, language: str) -> None:
        before = self.snapshot.shelf(language)
        merged = await asyncio.to_thread(before.merged)
        async with self._changing:
            now = self.snapshot
            self._snapshot = now.with_shelf(language, now.shelf(language).with_merged(before, merged))
        log.info("segments merged", language=language, passages=merged.size)
