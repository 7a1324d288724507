"""What an article says in one language, checked before it is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kb_index.active_markup import active_markup
from kb_index.errors import BadArticle
from kb_index.tables import LANGUAGES

LONGEST_TITLE = 200
LONGEST_BODY = 100_000
"""Characters; the longest help article of a large shop is a tenth of it."""
LONGEST_QUESTION = 300
MOST_QUESTIONS = 100
LONGEST_TAG = 60
MOST_TAGS = 50
LONGEST_OWNER = 120
LONGEST_SLUG = 80

RESERVED = ("search",)
"""What stands after `/help/<language>/` and is no article."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

FIELDS = ("title", "body", "questions", "tags", "owner", "valid_from", "review_by")


@dataclass(frozen=True)
class Content:
    """One language of one article."""

    title: str
    body: str  # Markdown
    questions: tuple[str, ...] = ()  # as customers put it
    tags: tuple[str, ...] = ()
    owner: str = ""  # who answers for it
    valid_from: date | None = None  # customers do not see it before this day
    review_by: date | None = None

    @classmethod
    def from_json(cls, raw: Any) -> Content:
        """Check what an editor or a file gave.

        Raises:
            BadArticle: A field cannot be accepted; the error names it.
        """
        if not isinstance(raw, dict):
            raise BadArticle("content", "not_an_object", "`content` must be an object.")
        for name in raw:
            if name not in FIELDS:
                raise BadArticle(str(name), "unknown", f"`{name}` is no field of an article; use {', '.join(FIELDS)}.")
        return cls(
            title=_text(raw, "title", LONGEST_TITLE, one_line=True),
            body=_body(raw),
            questions=_texts(raw, "questions", MOST_QUESTIONS, LONGEST_QUESTION),
            tags=_texts(raw, "tags", MOST_TAGS, LONGEST_TAG),
            owner=_text(raw, "owner", LONGEST_OWNER, one_line=True, required=False),
            valid_from=_day(raw, "valid_from"),
            review_by=_day(raw, "review_by"),
        )

    @classmethod
    def from_stored(cls, raw: dict[str, Any]) -> Content:
        """Content that was checked when it was stored."""
        return cls(
            title=raw["title"],
            body=raw["body"],
            questions=tuple(raw["questions"]),
            tags=tuple(raw["tags"]),
            owner=raw["owner"],
            valid_from=date.fromisoformat(raw["valid_from"]) if raw["valid_from"] else None,
            review_by=date.fromisoformat(raw["review_by"]) if raw["review_by"] else None,
        )

    def as_json(self) -> dict[str, Any]:
        """The content as it is stored and sent."""
        return {
            "title": self.title,
            "body": self.body,
            "questions": list(self.questions),
            "tags": list(self.tags),
            "owner": self.owner,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "review_by": self.review_by.isoformat() if self.review_by else None,
        }


def checked_slug(value: Any, field: str = "id") -> str:
    """An article's id or category.

    Raises:
        BadArticle: It is no slug.
    """
    if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise BadArticle(
            field,
            "bad_slug",
            f"`{field}` takes at most {LONGEST_SLUG} small letters, digits and hyphens, such as `delivery-costs`.",
        )
    if field == "id" and value in RESERVED:
        raise BadArticle(field, "reserved", f"`{value}` is an address of the help centre itself; take another one.")
    return value


def checked_language(value: Any) -> str:
    """A language articles may be written in.

    Raises:
        BadArticle: It is another one.
    """
    if value not in LANGUAGES:
        raise BadArticle("language", "unknown_language", f"`language` must be one of {', '.join(LANGUAGES)}.")
    return str(value)


def checked_text(given: Any, field: str, longest: int, *, one_line: bool = False, required: bool = True) -> str:
    """A text with its line ends and outer blanks made uniform.

    Raises:
        BadArticle: It is no text, empty, too long or cannot be shown.
    """
    if not isinstance(given, str):
        raise BadArticle(field, "not_a_text", f"`{field}` must be a text.")
    value = given.replace("\r\n", "\n").replace("\r", "\n").strip()
    if required and not value:
        raise BadArticle(field, "empty", f"`{field}` must not be empty.")
    if len(value) > longest:
        raise BadArticle(
            field, "too_long", f"`{field}` may have at most {longest} characters, not {len(value)}.", longest=longest
        )
    if UNPRINTABLE.search(value):
        raise BadArticle(field, "unprintable", f"`{field}` has control characters that cannot be shown; remove them.")
    if one_line and len(value.splitlines()) > 1:
        raise BadArticle(field, "many_lines", f"`{field}` must be one line.")
    return value


def _text(raw: dict[str, Any], field: str, longest: int, *, one_line: bool = False, required: bool = True) -> str:
    value = raw.get(field)
    if value is None:
        value = ""
    return checked_text(value, field, longest, one_line=one_line, required=required)


def _body(raw: dict[str, Any]) -> str:
    body = _text(raw, "body", LONGEST_BODY)
    if found := active_markup(body):
        raise BadArticle(
            "body",
            "active_markup",
            f"`body` must not have `{found}`: links begin with https:, http:, mailto:, tel: or article:, and HTML "
            "is not interpreted; write it in Markdown, or between backticks to show it as it stands.",
            found=found,
        )
    return body


def _texts(raw: dict[str, Any], field: str, most: int, longest: int) -> tuple[str, ...]:
    value = raw.get(field)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadArticle(field, "not_a_list", f"`{field}` must be a list of texts.")
    if len(value) > most:
        raise BadArticle(field, "too_many", f"`{field}` may have at most {most} entries, not {len(value)}.", most=most)
    return tuple(checked_text(one, field, longest, one_line=True) for one in value)


def _day(raw: dict[str, Any], field: str) -> date | None:
    value = raw.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadArticle(field, "bad_day", f"`{field}` must be a day such as 2026-11-22.") from None
