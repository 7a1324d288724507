"""How moments leave the desk."""

from __future__ import annotations

from datetime import datetime, timezone


def iso(at: datetime) -> str:
    """A moment as the protocol writes it: ISO 8601 in UTC, ending in Z."""
    return at.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(at: datetime | None) -> str | None:
    """The same for a moment that may not have come."""
    return None if at is None else iso(at)
