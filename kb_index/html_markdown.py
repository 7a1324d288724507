"""HTML that others wrote becomes the Markdown of an article.

It passes an allow-list first, so scripts, styles and handlers are gone before anything is read. What Markdown
has no form for keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from kb_index.markdown import SCHEMES, TAGS

PARAGRAPHS = {"p", "div", "section", "article", "dl", "dt", "dd"}
BLOCKS = {*PARAGRAPHS, "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr"}
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~"}
EMPTY = ("br", "hr")

SPACE = re.compile(r"[ \t\r\n\f]+")
SPECIAL = re.compile(r"([\\`*_\[\]<>~|&])")
BEGINNING = re.compile(r"^(#|>|\+|-|=|\d+(?=[.)]))", re.MULTILINE)
"""What begins a heading, quotation, list or rule where a line begins with it."""


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Element | str] = field(default_factory=list)


def to_markdown(html: str) -> str:
    """The text in Markdown; links that do not lead anywhere from here keep only their words."""
    clean = nh3.clean(
        html,
        tags=TAGS | PARAGRAPHS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    tree = _Tree()
    tree.feed(clean)
    tree.close()
    return "\n\n".join(_blocks(tree.root.children)).strip()


class _Tree(HTMLParser):
    """Builds a tree of HTML that is known to be well formed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attributes})
        self._open[-1].children.append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _blocks(children: Iterable[_Element | str]) -> list[str]:
    """The children as blocks; words and marks between two blocks are a paragraph."""
    found: list[str] = []
    run: list[_Element | str] = []
    for child in children:
        if isinstance(child, _Element) and child.tag in BLOCKS:
            found += _paragraph(run)
            found += _block(child)
            run = []
        else:
            run.append(child)
    return found + _paragraph(run)


def _paragraph(run: list[_Element | str]) -> list[str]:
    text = _inline(run).strip()
    return [BEGINNING.sub(_escaped_beginning, text)] if text.strip("\\\n ") else []


def _escaped_beginning(match: re.Match[str]) -> str:
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


def _block(element: _Element) -> list[str]:
    tag = element.tag
    if tag in PARAGRAPHS:
        return _blocks(element.children)
    if tag == "hr":
        return ["---"]
    if tag == "pre":
        code = _text(element).strip("\n")
        return [f"{_fence(code)}\n{code}\n{_fence(code)}"] if code else []
    if tag == "blockquote":
        return [_indented("\n\n".join(_blocks(element.children)), "> ", "> ")]
    if tag in ("ul", "ol"):
        return _list(element)
    if tag == "table":
        return _table(element)
    words = " ".join(_inline(element.children).replace("\\\n", " ").split())
    return [f"{'#' * max(2, int(tag[1]))} {words}"] if words else []


def _list(element: _Element) -> list[str]:
    start = int(element.attributes["start"]) if element.attributes.get("start", "").isdigit() else 1
    items = [child for child in element.children if isinstance(child, _Element)]
    rows = []
    for number, item in enumerate(items, start=start):
        mark = "- " if element.tag == "ul" else f"{number}. "
        blocks = _blocks(item.children)
        text = "".join(f"\n{block}" if _is_list(block) else f"\n\n{block}" for block in blocks).strip("\n")
        if text:
            rows.append(_indented(text, mark, " " * len(mark)))
    return ["\n".join(rows)] if rows else []


def _is_list(block: str) -> bool:
    return re.match(r"(-|\d+\.) ", block) is not None


def _table(element: _Element) -> list[str]:
    rows = [
        [" ".join(_inline(_flat(cell)).replace("\\\n", " ").split()) for cell in _elements(row, ("th", "td"))]
        for row in _elements(element, ("tr",))
    ]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return []
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return ["\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])]


def _elements(element: _Element, tags: tuple[str, ...]) -> list[_Element]:
    found: list[_Element] = []
    for child in element.children:
        if isinstance(child, _Element):
            found += [child] if child.tag in tags else _elements(child, tags)
    return found


def _flat(element: _Element) -> list[_Element | str]:
    """The element's children without the blocks around them, which no cell can have."""
    found: list[_Element | str] = []
    for child in element.children:
        if isinstance(child, _Element) and (child.tag in BLOCKS or child.tag in ("li", "tr", "td", "th")):
            found += [" ", *_flat(child), " "]
        else:
            found.append(child)
    return found


def _inline(children: Iterable[_Element | str]) -> str:
    return "".join(_word(child) for child in children)


def _word(child: _Element | str) -> str:
    if isinstance(child, str):
        return SPECIAL.sub(r"\\\1", SPACE.sub(" ", child))
    if child.tag == "br":
        return "\\\n"
    if child.tag == "code":
        code = SPACE.sub(" ", _text(child)).strip()
        ticks = "`" * (max((len(run) for run in re.findall(r"`+", code)), default=0) + 1)
        return f"{ticks} {code} {ticks}" if "`" in code else f"`{code}`" if code else ""
    text = _inline(child.children)
    if child.tag in MARKS:
        return _around(text, MARKS[child.tag], MARKS[child.tag])
    href = child.attributes.get("href", "") if child.tag == "a" else ""
    return _around(text, "[", f"](<{href}>)") if href.partition(":")[0].lower() in SCHEMES else text


def _around(text: str, before: str, after: str) -> str:
    """Marks around the words, with the spaces outside."""
    words = text.strip()
    if not words.strip("\\\n "):
        return text
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{left}{before}{words}{after}{right}"


def _text(element: _Element) -> str:
    return "".join(
        child if isinstance(child, str) else "\n" if child.tag == "br" else _text(child) for child in element.children
    )


def _fence(code: str) -> str:
    return "`" * max(3, max((len(run) for run in re.findall(r"`+", code)), default=0) + 1)


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(f"{rest}{line}".rstrip() for line in lines[1:])])
