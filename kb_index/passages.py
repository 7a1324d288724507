"""An article becomes passages: what is compared with a question.

Three kinds: the title, each question variant, and pieces of the body. A piece is a few paragraphs under
one heading, short enough to be read whole by the encoder and shown whole in a chat.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb_index.content import Content
from kb_index.markdown import blocks, to_text

SHORT = 25
"""A piece of fewer words is joined with the next one rather than standing alone under its heading."""
LONG = 80
"""Words in a piece; the encoder reads 256 word pieces, and Polish takes about three to a word."""

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\w„\"*\[(])")

Kind = Literal["title", "question", "body"]


@dataclass(frozen=True)
class Passage:
    """One text of an article that a question is compared with."""

    kind: Kind
    text: str  # plain, for words and for showing
    markdown: str  # the same as the editor wrote it
    encoded: str  # what the encoder reads: the body has the title before it

    @property
    def id(self) -> str:
        """Hash of what is encoded, so that a text known once is never encoded again."""
        return hashlib.sha256(self.encoded.encode()).hexdigest()


def passages_of(content: Content) -> list[Passage]:
    """Every passage of one article: title, questions, then the body in reading order."""
    short = [Passage("title", content.title, content.title, content.title)] if content.title else []
    short += [Passage("question", question, question, question) for question in content.questions]
    return short + list(_body(content))


def _body(content: Content) -> Iterator[Passage]:
    for markdown in pieces(content.body):
        text = to_text(markdown)
        if text:
            yield Passage("body", text, markdown, f"{content.title}\n{text}" if content.title else text)


def pieces(body: str) -> Iterator[str]:
    """The body in Markdown pieces of about ``SHORT`` to ``LONG`` words, split at headings and blocks."""
    piece: list[str] = []
    words = 0
    for kind, block in blocks(body):
        for part in _parts(kind, block):
            size = len(part.split())
            if piece and ((kind == "heading" and words >= SHORT) or (words >= SHORT and words + size > LONG)):
                yield "\n\n".join(piece)
                piece, words = [], 0
            piece.append(part)
            words += size
    if piece:
        yield "\n\n".join(piece)


def _parts(kind: str, block: str) -> Iterator[str]:
    """A block as it is, or a long paragraph in runs of whole sentences."""
    if kind != "paragraph" or len(block.split()) <= LONG:
        yield block
        return
    run: list[str] = []
    words = 0
    for sentence in SENTENCE_END.split(block):
        size = len(sentence.split())
        if run and words + size > LONG:
            yield " ".join(run)
            run, words = [], 0
        run.append(sentence)
        words += size
    yield " ".join(run)
