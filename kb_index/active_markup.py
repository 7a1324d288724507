"""Markup in an article that would do something rather than say something.

Nothing of it ever reaches a reader, since ``markdown.to_html`` lets only an allow-list out. It is refused on
the way in as well, so that an editor learns of it at once and no draft, version or export carries it on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

LINK_SCHEMES = ("http", "https", "mailto", "tel", "article", "picture")
ACTIVE_TAGS = frozenset(
    (
        *("applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link"),
        *("math", "meta", "object", "script", "style", "svg", "video"),
    )
)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")


class _LenientParser(MarkdownIt):
    """Reads every link as one, so that it can be looked at."""

    def validateLink(self, url: str) -> bool:
        """All addresses."""
        return True


_parser = _LenientParser("commonmark", {"html": True}).enable(["table", "strikethrough"])


def active_markup(markdown: str) -> str | None:
    """The first thing in a text that is not allowed, as an editor would look for it, or None."""
    for token in _tokens(_parser.parse(markdown)):
        if token.type in ("html_block", "html_inline"):
            tags = _Tags()
            tags.feed(token.content)
            tags.close()
            if tags.active:
                return tags.active
        address = str(token.attrGet("href") or token.attrGet("src") or "")
        if not _is_plain(address):
            return address[:80]
    return None


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.active: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.active is not None:
            return
        if tag in ACTIVE_TAGS:
            self.active = f"<{tag}>"
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "action") and not _is_plain(value or "")):
                self.active = self.active or f"<{tag} {name}=…>"


def _is_plain(address: str) -> bool:
    found = SCHEME.match(IGNORED_IN_ADDRESSES.sub("", unquote(address)).casefold())
    return found is None or found[1] in LINK_SCHEMES


def _tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or ())
