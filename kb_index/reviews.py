"""A draft on its way to being published: somebody asks for a look at it, somebody publishes it or sends it back.

What waits is one revision of the draft. A save makes the next revision, so it takes the draft out of review
without a word about it, and nobody publishes what the reviewer has not seen.
"""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.articles import edition_row, refuse_outdated, status_of
from kb_index.content import checked_text
from kb_index.errors import NotInReview
from kb_index.review_notes import add_note
from kb_index.tables import article_languages

LONGEST_NOTE = 2_000


async def ask(
    connection: AsyncConnection, article_id: str, language: str, revision: int, note: str, actor: str
) -> None:
    """Ask for a review of the draft.

    Raises:
        BadArticle: The note cannot be kept.
        UnknownArticle: There is no such edition.
        EditedMeanwhile: The draft is no longer the one the editor saw.
        NotInReview: It waits already, or there is nothing in it that is not public.
    """
    note = checked_text(note, "note", LONGEST_NOTE, one_line=False, required=False)
    edition = article_languages.c
    result = await connection.execute(
        article_languages.update()
        .where(
            edition.article_id == article_id,
            edition.language == language,
            edition.draft_revision == revision,
            edition.archived.is_(False),
            edition.published_revision.is_distinct_from(revision),
            edition.review_revision.is_distinct_from(revision),
        )
        .values(review_revision=revision)
    )
    if result.rowcount == 0:
        await _refuse(connection, article_id, language, revision, "Change and save the draft, then ask for a review.")
    await add_note(connection, article_id, language, revision, "asked", note, actor)


async def send_back(
    connection: AsyncConnection, article_id: str, language: str, revision: int, note: str, actor: str
) -> None:
    """End a review by giving the draft back with a comment.

    Raises:
        BadArticle: The comment is missing or cannot be kept.
        UnknownArticle: There is no such edition.
        EditedMeanwhile: The draft is no longer the one the reviewer saw.
        NotInReview: It does not wait for a review, or no longer.
    """
    note = checked_text(note, "note", LONGEST_NOTE, one_line=False, required=True)
    edition = article_languages.c
    result = await connection.execute(
        article_languages.update()
        .where(
            edition.article_id == article_id,
            edition.language == language,
            edition.draft_revision == revision,
            edition.archived.is_(False),
            edition.published_revision.is_distinct_from(revision),
            edition.review_revision == revision,
        )
        .values(review_revision=None)
    )
    if result.rowcount == 0:
        await _refuse(connection, article_id, language, revision, "Nobody waits for a review of this draft any more.")
    await add_note(connection, article_id, language, revision, "sent_back", note, actor)


async def _refuse(connection: AsyncConnection, article_id: str, language: str, revision: int, remedy: str) -> None:
    row = await edition_row(connection, article_id, language)
    if row.draft_revision != revision:
        await refuse_outdated(connection, article_id, language)
    status = status_of(row)
    raise NotInReview(article_id, language, status, f"The draft has the status `{status}`. {remedy}")
