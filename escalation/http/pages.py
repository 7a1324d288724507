"""The built web pages, each with the content security policy it needs."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from escalation import keys
from warmline.errors import NotFound

STAFF_PAGES = ("agent", "editor", "reports")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)

YEAR = "public, max-age=31536000, immutable"
"""The name of an asset holds the hash of what is in it."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_pages(app: web.Application, dist: Path) -> None:
    """Serve the pages that were built into ``dist``; the demo only when it is on."""
    app.router.add_get("/widget.js", _loader(dist / "widget.js"))
    names = ["widget", *STAFF_PAGES] + (["demo"] if app[keys.SETTINGS].demo else [])
    for name in names:
        handler = _page(dist / name / "index.html", embeddable=name == "widget")
        app.router.add_get(f"/{name}", handler)
        app.router.add_get(f"/{name}/", handler)
    app.router.add_get(r"/assets/{name:[A-Za-z0-9_.-]+}", _asset(dist / "assets"))


def _loader(path: Path) -> Handler:
    async def loader(request: web.Request) -> web.StreamResponse:
        _require(path)
        headers = {"Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin"}
        return web.FileResponse(path, headers=headers)

    return loader


def _asset(folder: Path) -> Handler:
    async def asset(request: web.Request) -> web.StreamResponse:
        path = folder / request.match_info["name"]
        _require(path)
        return web.FileResponse(path, headers={"Cache-Control": YEAR})

    return asset


def _page(path: Path, *, embeddable: bool) -> Handler:
    async def page(request: web.Request) -> web.StreamResponse:
        text = _html(path)
        headers = {
            "Content-Security-Policy": _policy(request, text, embeddable=embeddable),
            "Cache-Control": "no-cache",
        }
        return web.Response(text=text, content_type="text/html", headers=headers)

    return page


def _policy(request: web.Request, text: str, *, embeddable: bool) -> str:
    """Own scripts only, and the page's own inline ones by their hash."""
    inline = "".join(f" 'sha256-{_digest(script)}'" for script in INLINE_SCRIPT.findall(text))
    public = urlsplit(request.app[keys.SETTINGS].public_url)
    socket = f"{'wss' if public.scheme == 'https' else 'ws'}://{public.netloc}"
    embedding = " ".join(["'self'", *(request.app[keys.ORIGINS].embedding if embeddable else ())])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{inline}",
            "style-src 'self'",
            "img-src 'self' data: https:",
            "font-src 'self'",
            "media-src 'self'",
            f"connect-src 'self' {socket}",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {embedding}",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _html(path: Path) -> str:
    _require(path)
    return path.read_text(encoding="utf-8")


def _require(path: Path) -> None:
    if not path.is_file():
        raise NotFound("This page has not been built; run `make web`.")
