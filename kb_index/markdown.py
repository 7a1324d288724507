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
from kb_index.errors import UnknownPicture
from kb_index.picture_name import FOLDER, PictureName

TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("a", "b", "i", "s", "em", "strong", "table", "thead", "tbody", "tr", "th", "td", "img"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "img": {"src", "alt", "width", "height", "loading"}}
SCHEMES = {"http", "https", "mailto", "tel"}
ARTICLE = "article:"
PICTURE = "picture:"

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def article_url(article_id: str, language: str) -> str:
    """Where the desk shows an article as a page."""
    return f"/help/{language}/{article_id}"


def to_html(markdown: str, language: str) -> str:
    """The text as sanitised HTML.

    ``[x](article:slug)`` becomes a link to that article in ``language``, ``![x](picture:name)`` an uploaded
    picture. A picture from elsewhere becomes a link, so that no other server learns who reads an article.
    """
    tokens = _parser.parse(markdown)
    for token in tokens:
        if token.children:
            token.children = [shown for child in token.children for shown in _shown(child, language)]
    html = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_own_pictures,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def article_links(markdown: str) -> list[str]:
    """The ids of the articles that a text links to, each once, in order."""
    return _targets(markdown, "link_open", "href", ARTICLE)


def picture_links(markdown: str) -> list[str]:
    """The names of the pictures that a text shows, each once, in order."""
    return _targets(markdown, "image", "src", PICTURE)


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


def _targets(markdown: str, kind: str, attribute: str, scheme: str) -> list[str]:
    inline = (child for token in _parser.parse(markdown) for child in token.children or ())
    addresses = (str(token.attrGet(attribute)) for token in inline if token.type == kind)
    return list(dict.fromkeys(one.removeprefix(scheme) for one in addresses if one.startswith(scheme)))


def _shown(token: Token, language: str) -> Iterator[Token]:
    if token.type == "image":
        yield from _picture(token)
        return
    if token.type == "link_open" and str(token.attrGet("href")).startswith(ARTICLE):
        slug = str(token.attrGet("href")).removeprefix(ARTICLE)
        token.attrSet("href", article_url(slug, language) if SLUG.fullmatch(slug) else "")
    yield token


def _picture(token: Token) -> Iterator[Token]:
    address = str(token.attrGet("src"))
    if not address.startswith(PICTURE):
        yield Token("link_open", "a", 1, attrs={"href": address})
        yield from token.children or ()
        yield Token("link_close", "a", -1)
        return
    try:
        name = PictureName.parse(address.removeprefix(PICTURE))
    except UnknownPicture:
        yield from token.children or ()
        return
    token.attrs = {"src": name.url, "alt": "", "width": name.width, "height": name.height, "loading": "lazy"}
    yield token


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    return value if (tag, attribute) != ("img", "src") or value.startswith(FOLDER) else None


def _words(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_words(token.children or ()))
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
    return "".join(parts).strip()
