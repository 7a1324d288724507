"""What is searched for: words, and what the conversation must be; checked here, wherever it comes from."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select

from escalation import owner, tags
from escalation.file_tables import conversation_tags
from escalation.tables import conversations, messages
from warmline.errors import BadInput

STATES = ("bot", "queue", "agent", "closed")
ORDERS = ("newest", "best")
LANGUAGES = ("pl", "en")
LONGEST_QUERY = 200
LONGEST_WORD = 40

columns = conversations.c


@dataclass(frozen=True)
class Filters:
    """One search; an empty field asks for nothing. The names are those of the protocol."""

    q: str = ""
    order: str = "newest"
    state: str = ""
    reason: str = ""
    agent: str = ""  # a staff id: who has the conversation, or has written in it
    language: str = ""
    tag: str = ""
    since: str = ""  # days, both included, on the shop's calendar
    until: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Filters:
        """Check what somebody searches for.

        Raises:
            BadInput: A field cannot be used as it is.
        """
        found = {field.name: given.get(field.name) or field.default for field in fields(cls)}
        for name, value in found.items():
            longest = LONGEST_QUERY if name == "q" else LONGEST_WORD
            if not isinstance(value, str) or len(value) > longest:
                raise BadInput(f"`{name}` must be a text of at most {longest} characters.", field=name)
        for name, choices in (("order", ORDERS), ("state", STATES), ("language", LANGUAGES)):
            if found[name] and found[name] not in choices:
                raise BadInput(f"`{name}` must be one of {', '.join(choices)}.", field=name)
        for name in ("since", "until"):
            _day(name, found[name])
        if found["tag"]:
            found["tag"] = tags.normal(found["tag"])
        return cls(**{name: str(value).replace("\x00", "").strip() for name, value in found.items()})

    def as_json(self) -> dict[str, str]:
        """What is asked for, as it is saved."""
        return {name: value for name, value in asdict(self).items() if value}

    def conditions(self, zone: ZoneInfo) -> list[Any]:
        """What a conversation must be, as conditions on its row."""
        found: list[Any] = [columns.last_seq > 0]
        if self.state == "agent":
            found.append(columns.owner.startswith(owner.AGENT_PREFIX))
        elif self.state:
            found.append(columns.owner == self.state)
        if self.reason:
            found.append(columns.reason == self.reason)
        if self.language:
            found.append(columns.language == self.language)
        if self.agent:
            found.append(or_(columns.owner == owner.agent(self.agent), _written_by(self.agent)))
        if self.tag:
            found.append(_tagged(self.tag))
        if self.since:
            found.append(columns.updated_at >= _midnight("since", self.since, zone))
        if self.until:
            found.append(columns.created_at < _midnight("until", self.until, zone) + timedelta(days=1))
        return found


@dataclass(frozen=True)
class Cursor:
    """Where a page ended."""

    place: str  # a moment or a rank, by which the results are ordered
    conversation_id: str

    @classmethod
    def of(cls, text: str) -> Cursor | None:
        """The cursor in an address; empty: from the beginning.

        Raises:
            BadInput: It is none of ours.
        """
        if not text:
            return None
        try:
            place, conversation_id = json.loads(base64.urlsafe_b64decode(text.encode()))
            return cls(str(place), str(conversation_id))
        except (ValueError, TypeError):
            raise BadInput("`cursor` must be one that a search has answered.", field="cursor") from None

    def as_text(self) -> str:
        """The cursor as it stands in an address."""
        return base64.urlsafe_b64encode(json.dumps([self.place, self.conversation_id]).encode()).decode()

    @property
    def moment(self) -> datetime:
        """The place as a moment.

        Raises:
            BadInput: It is none.
        """
        try:
            found = datetime.fromisoformat(self.place)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise BadInput("`cursor` is of a search in another order.", field="cursor")
        return found

    @property
    def rank(self) -> float:
        """The place as a rank.

        Raises:
            BadInput: It is none.
        """
        try:
            return float(self.place)
        except ValueError:
            raise BadInput("`cursor` is of a search in another order.", field="cursor") from None


def _written_by(staff_id: str) -> Any:
    return (
        select(messages.c.seq)
        .where(
            and_(
                messages.c.conversation_id == columns.id,
                messages.c.author_kind == "agent",
                messages.c.author_id == staff_id,
            )
        )
        .exists()
    )


def _tagged(tag: str) -> Any:
    columns_of_tags = conversation_tags.c
    here = and_(columns_of_tags.conversation_id == columns.id, columns_of_tags.tag == tag)
    return select(columns_of_tags.tag).where(here).exists()


def _day(name: str, text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        raise BadInput(f"`{name}` must be a day like 2026-11-22.", field=name) from None


def _midnight(name: str, text: str, zone: ZoneInfo) -> datetime:
    day = _day(name, text)
    assert day is not None
    return datetime.combine(day, time(), zone)
