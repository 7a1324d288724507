"""Articles are written in Markdown and leave as HTML that is safe to show, or as plain text.

Raw HTML in an article is shown as text, and what the renderer makes passes an allow-list on its way
out, so neither an editor's mistake nor a hole in the renderer reaches a customer's browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb_index.content import SLUG

TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("a", "b", "i", "s", "em", "strong", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
ARTICLE = "article:"

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def article_url(article_id: str, language: str) -> str:
    """Where the desk shows an article as a page."""
    return f"/help/{language}/{article_id}"


def to_html(markdown: str, language: str) -> str:
    """The text as sanitised HTML; ``[x](article:slug)`` becomes a link to that article in ``language``."""
    tokens = _parser.parse(markdown)
    for token in _inline(tokens):
        if token.type == "link_open" and str(token.attrGet("href")).startswith(ARTICLE):
            slug = str(token.attrGet("href")).removeprefix(ARTICLE)
            token.attrSet("href", article_url(slug, language) if SLUG.fullmatch(slug) else "")
    html = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")


def to_text(markdown: str) -> str:
    """The text as it reads without any formatting, one line a block."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in _parser.parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            lines.append(" | ".join(row or []))
            row = None
        elif token.type == "inline":
            (lines if row is None else row).append(_words(token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip())
    return "\n".join(line for line in lines if line)


def blocks(markdown: str) -> list[tuple[str, str]]:
    """The top-level blocks in order: (what it is, its Markdown), such as ``("heading", "## Costs")``."""
    lines = markdown.splitlines()
    found: list[tuple[str, str]] = []
    for token in _parser.parse(markdown):
        if token.level == 0 and token.nesting >= 0 and token.map is not None:
            kind = token.type.removesuffix("_open")
            found.append((kind, "\n".join(lines[token.map[0] : token.map[1]]).strip("\n")))
    return found


def _inline(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _words(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
    return "".join(parts).strip()
