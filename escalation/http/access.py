"""Who asks: the member of staff behind a request, and what the request must carry."""

from __future__ import annotations

from aiohttp import web

from escalation import keys
from escalation.staff import Staff
from warmline.errors import NotAllowed

COOKIE = "warmline_session"
HEADER = "X-Warmline"
"""A form on another site cannot send a header of its own."""

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


async def require_staff(request: web.Request, role: str | None = None) -> Staff:
    """The member of staff who asks.

    Raises:
        NotSignedIn: There is no valid session.
        NotAllowed: The person lacks the role, or an unsafe request lacks its header.
    """
    require_header(request)
    holder = await request.app[keys.SIGN_IN].holder(request.cookies.get(COOKIE))
    if role is not None:
        holder.require(role)
    return holder


async def require_reader(request: web.Request) -> Staff:
    """The agent who asks for what belongs to a conversation: its story, its customer's other conversations, its tags.

    Every agent may read every conversation, as search finds them all; whoever narrows that narrows it here.

    Raises:
        NotSignedIn: There is no valid session.
        NotAllowed: The person is no agent, or an unsafe request lacks its header.
    """
    return await require_staff(request, "agent")


def require_header(request: web.Request) -> None:
    """Refuse what another site could have made a browser send.

    Raises:
        NotAllowed: The header is missing from a request that changes something.
    """
    if request.method not in SAFE_METHODS and request.headers.get(HEADER) != "1":
        raise NotAllowed(f"Send the header `{HEADER}: 1`.", header=HEADER)
