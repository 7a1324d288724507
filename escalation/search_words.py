"""Words as search compares them: small letters without their marks, so that nobody has to type Polish ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WHOLE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae"})
"""Letters that Unicode does not take apart."""

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 100
MOST_WORDS = 10
EXCERPT = 160
BEFORE = 50


def folded(text: str) -> str:
    """A text in the form in which it is compared."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(WHOLE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def terms_of(text: str) -> str:
    """The words of a text, each folded; nothing else is left that a database could read as its own syntax."""
    return " ".join(word[:LONGEST_WORD] for word in WORD.findall(folded(text)))


def wanted(query: str) -> list[str]:
    """What somebody looks for: the first words of a query, each once."""
    return list(dict.fromkeys(terms_of(query).split()))[:MOST_WORDS]


def excerpt(text: str, terms: Sequence[str]) -> list[dict[str, object]]:
    """The part of a text that was found, cut into pieces that were looked for (``hit``) and pieces between them."""
    spans = [found.span() for found in WORD.finditer(text) if _is_wanted(found.group(), terms)]
    start = max(0, spans[0][0] - BEFORE) if spans and len(text) > EXCERPT else 0
    end = min(len(text), start + EXCERPT)
    pieces, at = [("…" if start else "", False)], start
    for left, right in spans:
        if right <= end:
            pieces += [(text[at:left], False), (text[left:right], True)]
            at = right
    pieces += [(text[at:end] + ("…" if end < len(text) else ""), False)]
    return [{"text": piece, "hit": hit} for piece, hit in pieces if piece]


def _is_wanted(word: str, terms: Sequence[str]) -> bool:
    return any(part.startswith(term) for part in terms_of(word).split() for term in terms)
