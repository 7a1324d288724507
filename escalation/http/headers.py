"""Headers that every answer of the desk carries."""

from __future__ import annotations

from aiohttp import web

from escalation import keys

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}

HTTPS_ONLY = "max-age=31536000"


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Fill in what the handler has not set itself."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(("/api/", "/internal/")):
        response.headers.setdefault("Cache-Control", "no-store")
    if request.app[keys.SETTINGS].public_url.startswith("https:"):
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
