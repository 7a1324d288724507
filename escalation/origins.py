"""Which web pages may talk to the desk. Checked at every door, before anything else."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

from escalation.errors import OriginRefused
from warmline.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Origins:
    """The desk's own origin, and those of the shops that embed the widget."""

    def __init__(self, settings: Settings) -> None:
        own = origin_of(settings.public_url)
        self.own = frozenset(_aliases(own))
        self.embedding = tuple(
            sorted({origin_of(site) for site in settings.allowed_origins.split(",") if site.strip()})
        )

    def require_own(self, request: web.Request) -> None:
        """Let only the desk's own pages pass.

        Raises:
            OriginRefused: Another site asks, or something that is no browser.
        """
        origin = request.headers.get("Origin")
        if origin not in self.own:
            raise OriginRefused(origin)

    def require_known(self, request: web.Request) -> None:
        """Let the desk's own pages and the allowed sites pass.

        Raises:
            OriginRefused: Another site asks, or something that is no browser.
        """
        origin = request.headers.get("Origin")
        if not self.knows(origin):
            raise OriginRefused(origin)

    def knows(self, origin: str | None) -> bool:
        """Whether it is the desk's own or an allowed site's."""
        return origin in self.own or origin in self.embedding


def origin_of(url: str) -> str:
    """The origin of an address, as browsers write it: lower case, no default port, no path."""
    parts = urlsplit(url.strip())
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in (None, {"http": 80, "https": 443}.get(parts.scheme)) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _aliases(origin: str) -> list[str]:
    """On this machine the same page has three names."""
    for host in LOOPBACK:
        if f"://{host}:" in f"{origin}:":
            return [origin.replace(host, other, 1) for other in LOOPBACK]
    return [origin]
