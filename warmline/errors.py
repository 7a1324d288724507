"""The error tree of Warmline.

    WarmlineError                  anything we raise on purpose
    ├── BadInput                   400  the caller sent something that cannot be used
    ├── NotSignedIn                401  no valid session, token or service secret
    ├── NotAllowed                 403  known, but without the right
    ├── NotFound                   404  no such thing, or not yours to see
    ├── Conflict                   409  the state moved on; the details say to what
    ├── TooMany                    429  a limit was reached; ``retry_after`` says when to return
    └── Unavailable                503  a part of the system does not answer
        └── DatabaseUnavailable         nor does the database; nothing was changed

Each package's ``errors.py`` subclasses these and keeps its subject. ``warmline.web`` turns them
into one JSON shape at the edge: ``{"error": {"code", "message", "details"}}``.
"""

from __future__ import annotations

from typing import Any, ClassVar


class WarmlineError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "internal_error"
    status: ClassVar[int] = 500

    def __init__(self, message: str | None = None, **details: Any) -> None:
        self.message = message or (type(self).__doc__ or "").strip().splitlines()[0]
        self.details = details
        super().__init__(self.message)

    def as_json(self) -> dict[str, Any]:
        """The one shape in which every error leaves the system."""
        return {"error": {"code": self.code, "message": self.message, "details": self.details}}


class BadInput(WarmlineError):
    """The request cannot be used as it is."""

    code = "bad_input"
    status = 400


class NotSignedIn(WarmlineError):
    """Sign in first."""

    code = "not_signed_in"
    status = 401


class NotAllowed(WarmlineError):
    """You do not have the right to do this."""

    code = "not_allowed"
    status = 403


class NotFound(WarmlineError):
    """There is no such thing here."""

    code = "not_found"
    status = 404


class Conflict(WarmlineError):
    """The state has changed in the meantime."""

    code = "conflict"
    status = 409


class TooMany(WarmlineError):
    """Too many requests; try again later."""

    code = "too_many"
    status = 429


class Unavailable(WarmlineError):
    """A part of the system does not answer."""

    code = "unavailable"
    status = 503


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached and nothing was changed; try again in a moment."""

    code = "database_unavailable"
