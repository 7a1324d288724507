"""The short survey after a conversation: asked once a closing, in the widget, and answered or skipped once.

A closing is named by the conversation's version, which it raised: a conversation that is reopened and closed
again may be asked about again, and an answer to the first closing stays beside the second one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import conversations, events, owner
from escalation.conversations import Conversation
from escalation.errors import ConversationNotFound, SurveyOver
from escalation.file_tables import surveys as table
from escalation.moments import iso
from escalation.tables import conversations as conversation_table
from escalation.tables import messages
from warmline.errors import BadInput
from warmline.web import text_field

ASKED_FOR = timedelta(days=7)
"""How long after a closing the survey is offered: later, what is remembered is another day."""

LONGEST_COMMENT = 1000

SCALES = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}
"""From the worst answer to the best: satisfaction, likelihood to recommend, and how easy it was (CES 2.0)."""

CHOICES = {"off": (), "csat": ("csat",), "csat+nps": ("csat", "nps"), "csat+ces": ("csat", "ces")}
"""What ``WARMLINE_SURVEY`` may be, with the questions it asks."""


@dataclass(frozen=True)
class Survey:
    """What customers are asked, by name in the order of asking; the first must be answered, none: no survey."""

    questions: tuple[str, ...]

    @classmethod
    def named(cls, name: str) -> Survey:
        """The survey a setting names.

        Raises:
            BadInput: There is none of that name.
        """
        if name not in CHOICES:
            raise BadInput(f"WARMLINE_SURVEY must be one of {', '.join(CHOICES)}, not {name!r}.", field="survey")
        return cls(CHOICES[name])

    async def due(self, connection: AsyncConnection, conversation: Conversation, at: datetime) -> dict[str, Any] | None:
        """What the customer may be asked now: ``{"version", "questions": []}``; None where nothing is."""
        if not self.questions or conversation.owner != owner.CLOSED or conversation.closed_at is None:
            return None
        if conversation.closed_at < at - ASKED_FOR or not await _customer_spoke(connection, conversation.id):
            return None
        given = select(table.c.version).where(
            table.c.conversation_id == conversation.id, table.c.version == conversation.version
        )
        if (await connection.execute(given)).first() is not None:
            return None
        return {"version": conversation.version, "questions": list(self.questions)}

    async def answer(
        self, connection: AsyncConnection, customer_id: str, frame: Mapping[str, Any], at: datetime
    ) -> Conversation:
        """Keep an answer, or that there is none to be had; the first one counts.

        Args:
            frame: ``conversation_id``, ``version``, and either ``skipped`` or the answers with a ``comment``.

        Raises:
            BadInput: The field named in the details cannot be used as it is.
            ConversationNotFound: The customer has no such conversation.
            SurveyOver: Nothing is asked about this closing, or no longer.
        """
        answers = self._answers(frame)
        conversation = await _held(connection, customer_id, frame.get("conversation_id"))
        asked = await self.due(connection, conversation, at)
        if asked is None or asked["version"] != frame.get("version"):
            raise SurveyOver
        row = {
            **answers,
            "conversation_id": conversation.id,
            "version": conversation.version,
            "staff_id": await _last_agent(connection, conversation.id),
            "answered_at": at,
        }
        try:
            async with connection.begin_nested():
                await connection.execute(insert(table).values(**row))
        except IntegrityError:
            raise SurveyOver from None
        told = {name: answers[name] for name in SCALES}
        await events.record(
            connection,
            "surveyed",
            at=at,
            actor="customer",
            conversation_id=conversation.id,
            version=conversation.version,
            staff_id=row["staff_id"],
            commented=bool(answers["comment"]),
            **told,
        )
        return conversation

    def _answers(self, frame: Mapping[str, Any]) -> dict[str, Any]:
        """The answers by question, None where there is none, with the comment."""
        answers: dict[str, Any] = {**dict.fromkeys(SCALES), "comment": ""}
        if frame.get("skipped") is True:
            return answers
        for name in self.questions:
            low, high = SCALES[name]
            value = frame.get(name)
            wanted = value is not None or name == self.questions[0]
            if wanted and (not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high):
                raise BadInput(f"`{name}` must be a whole number from {low} to {high}.", field=name)
            answers[name] = value
        answers["comment"] = text_field(dict(frame), "comment", required=False, longest=LONGEST_COMMENT)
        return answers


async def of_customer(connection: AsyncConnection, customer_id: str) -> list[dict[str, Any]]:
    """What a customer answered, the latest first; skipped surveys are left out.

    Returns:
        ``{"conversation_id", "csat", "nps", "ces", "comment", "answered_at"}`` each, None for what was not asked.
    """
    rows = await connection.execute(
        select(table)
        .join(conversation_table, conversation_table.c.id == table.c.conversation_id)
        .where(conversation_table.c.customer_id == customer_id, table.c.csat.is_not(None))
        .order_by(table.c.answered_at.desc(), table.c.conversation_id)
    )
    return [
        {
            "conversation_id": row.conversation_id,
            **{name: getattr(row, name) for name in SCALES},
            "comment": row.comment,
            "answered_at": iso(row.answered_at),
        }
        for row in rows
    ]


async def _held(connection: AsyncConnection, customer_id: str, conversation_id: object) -> Conversation:
    if not isinstance(conversation_id, str):
        raise BadInput("`conversation_id` must be a text.", field="conversation_id")
    conversation = await conversations.get(connection, conversation_id)
    if conversation.customer_id != customer_id:
        raise ConversationNotFound(conversation_id)
    return conversation


async def _customer_spoke(connection: AsyncConnection, conversation_id: str) -> bool:
    said = select(messages.c.seq).where(
        messages.c.conversation_id == conversation_id, messages.c.author_kind == "customer"
    )
    return (await connection.execute(said.limit(1))).first() is not None


async def _last_agent(connection: AsyncConnection, conversation_id: str) -> str | None:
    """Who of the staff wrote last; None where only the assistant has answered."""
    wrote = (
        select(messages.c.author_id)
        .where(messages.c.conversation_id == conversation_id, messages.c.author_kind == "agent")
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    found: str | None = (await connection.execute(wrote)).scalar()
    return found
