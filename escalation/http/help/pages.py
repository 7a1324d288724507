"""From a template and its data to an answer: address, policy, caching, and the shop around the text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import ETag, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from escalation import keys
from escalation.http.help.words import words_in
from escalation.reception import LANGUAGES
from warmline.settings import ROOT

TEMPLATES = Path(__file__).with_name("templates")
TOKENS = ROOT / "web" / "shared" / "tokens.css"
"""The colours and sizes of every page of ours."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""Nothing runs; the JSON-LD in a page is data, which no policy has to allow."""

FRESH = "public, max-age=60"
"""A change is on every page after a minute at the latest; until then a 304 is enough."""

templates = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def page(
    request: web.Request,
    template: str,
    language: str,
    *,
    status: int = 200,
    caching: str = FRESH,
    modified: datetime | None = None,
    languages: Mapping[str, str] | None = None,
    **data: Any,
) -> web.Response:
    """A whole page, or 304 where the reader has it already.

    Args:
        modified: When its text last changed.
        languages: Path of the same page in each language it has; without it the switch leads to the start.
    """
    settings = request.app[keys.SETTINGS]
    text = templates.get_template(template).render(
        t=words_in(language),
        language=language,
        alternates={one: settings.public_url + path for one, path in (languages or {}).items()},
        switch=[(one, words_in(one), (languages or {}).get(one, f"/help/{one}")) for one in LANGUAGES],
        canonical=settings.public_url + request.path,
        settings=settings,
        stylesheet=f"/help/{stylesheet_name()}",
        **data,
    )
    response = web.Response(text=text, content_type="text/html", status=status)
    response.headers.update({"Content-Security-Policy": POLICY, "Cache-Control": caching, "Content-Language": language})
    if status != 200:
        return response
    return conditional(request, response, modified)


def conditional(request: web.Request, response: web.Response, modified: datetime | None = None) -> web.Response:
    """Name the state of an answer, and leave its body out where the client has that state."""
    etag = ETag(hashlib.sha256(response.body or b"").hexdigest()[:24], is_weak=True)  # type: ignore[arg-type]
    response.etag = etag
    response.last_modified = modified
    known, since = request.if_none_match, request.if_modified_since
    if known is not None:
        unchanged = any(one.value in (etag.value, "*") for one in known)
    else:
        unchanged = since is not None and modified is not None and modified.replace(microsecond=0) <= since
    if unchanged:
        response.set_status(304)
        response.body = None
    return response


def with_scrolling_tables(html: str, label: str) -> Markup:
    """An article's sanitised HTML in which a wide table scrolls by itself, by keyboard too."""
    begin = Markup('<div class="table" role="region" tabindex="0" aria-label="{}"><table>').format(label)
    return Markup(html.replace("<table>", begin).replace("</table>", "</table></div>"))  # noqa: S704 - kb sanitised it


@lru_cache
def stylesheet() -> str:
    """Every rule of the help pages."""
    return TOKENS.read_text(encoding="utf-8") + (TEMPLATES / "help.css").read_text(encoding="utf-8")


def stylesheet_name() -> str:
    """A name that changes with the rules."""
    return f"help-{hashlib.sha256(stylesheet().encode()).hexdigest()[:12]}.css"
