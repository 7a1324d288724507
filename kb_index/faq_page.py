"""Questions and answers of a saved web page that marks them as a schema.org FAQPage, in JSON-LD or microdata."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import nh3

from kb_index.front_matter import BadFile
from kb_index.html_markdown import PARAGRAPHS
from kb_index.markdown import TAGS

ITEM = {"itemscope", "itemtype", "itemprop"}
BOXES = {"span", "main", "header", "footer", "details", "summary", "aside", "figure"}
"""Elements that may carry microdata beside those of an article."""
VOID = ("br", "hr")


@dataclass(frozen=True)
class Question:
    """One question with its answer."""

    line: int  # where it stands, as near as the page tells
    name: str  # plain
    answer: str  # HTML, not sanitised


@dataclass
class FaqPage:
    """What such a page holds."""

    language: str  # of the whole page, such as `pl-PL`; empty where it does not say
    questions: list[Question] = field(default_factory=list)


def read_faq_page(text: str) -> FaqPage:
    """Find the questions; JSON-LD is preferred where a page has both.

    Raises:
        BadFile: Its JSON-LD is broken.
    """
    head = _Head()
    head.feed(text)
    head.close()
    questions = [
        Question(line, _plain(entity.get("name")), _answer(entity.get("acceptedAnswer")))
        for line, script in head.scripts
        for entity in _entities(_json(script, line))
    ]
    return FaqPage(head.language, questions or list(_microdata(text)))


class _Head(HTMLParser):
    """Finds the page's language and its JSON-LD."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.scripts: list[tuple[int, str]] = []
        self._is_ours = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "html":
            self.language = given.get("lang") or ""
        self._is_ours = tag == "script" and (given.get("type") or "").strip().lower() == "application/ld+json"
        if self._is_ours:
            self.scripts.append((self.getpos()[0], ""))

    def handle_endtag(self, tag: str) -> None:
        self._is_ours = False

    def handle_data(self, data: str) -> None:
        if self._is_ours:
            line, script = self.scripts[-1]
            self.scripts[-1] = (line, script + data)


def _json(script: str, line: int) -> Any:
    try:
        return json.loads(script)
    except ValueError as error:
        if "FAQPage" not in script:
            return None
        raise BadFile(line, f"the JSON-LD is broken ({error}); save the page again.") from error


def _entities(node: Any) -> Iterator[dict[str, Any]]:
    """The questions of every FAQPage in a JSON-LD document, however deep it stands."""
    if isinstance(node, list):
        for one in node:
            yield from _entities(one)
    elif isinstance(node, dict):
        if _is_a(node, "FAQPage"):
            entities = node.get("mainEntity", [])
            for entity in entities if isinstance(entities, list) else [entities]:
                if isinstance(entity, dict) and _is_a(entity, "Question"):
                    yield entity
        else:
            for value in node.values():
                yield from _entities(value)


def _is_a(node: dict[str, Any], kind: str) -> bool:
    given = node.get("@type")
    return any(str(one).rpartition("/")[2] == kind for one in (given if isinstance(given, list) else [given]))


def _answer(given: Any) -> str:
    first = given[0] if isinstance(given, list) and given else given
    text = first.get("text") if isinstance(first, dict) else None
    return text if isinstance(text, str) else ""


def _plain(given: Any) -> str:
    return " ".join(html.unescape(nh3.clean(str(given or ""), tags=set())).split())


def _microdata(text: str) -> Iterator[Question]:
    clean = nh3.clean(text, tags=TAGS | PARAGRAPHS | BOXES, attributes={"*": ITEM, "a": {"href"}}, link_rel=None)
    tree = _Tree()
    tree.feed(f"<div>{clean}</div>")
    for page in _items(tree.close_tree(), "FAQPage"):
        for question in _items(page, "Question"):
            name, answer = _property(question, "name"), _property(question, "acceptedAnswer")
            body = _property(answer, "text") if answer is not None else None
            yield Question(1, _plain(_inner(name)), _inner(body))


class _Tree(HTMLParser):
    """Builds a tree of HTML that is known to be well formed."""

    def __init__(self) -> None:
        super().__init__()
        self._builder = ElementTree.TreeBuilder()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attributes})
        if tag in VOID:
            self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)

    def close_tree(self) -> ElementTree.Element:
        self.close()
        return self._builder.close()


def _items(element: ElementTree.Element, kind: str) -> Iterator[ElementTree.Element]:
    return (one for one in element.iter() if one.get("itemtype", "").rstrip("/").rpartition("/")[2] == kind)


def _property(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in element.iter() if name in one.get("itemprop", "").split()), None)


def _inner(element: ElementTree.Element | None) -> str:
    if element is None:
        return ""
    children = (ElementTree.tostring(child, encoding="unicode", method="html") for child in element)
    return html.escape(element.text or "", quote=False) + "".join(children)
