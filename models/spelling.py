"""Slips of the fingers put right before a message is read.

A word that no dictionary has becomes the common word that was most likely meant: a noisy channel (Kernighan, Church and
Gale, "A Spelling Correction Program Based on a Noisy Channel Model", COLING 1990) in which a word is as likely as it is
frequent, and every letter left out, put in, swapped or missed (Damerau, CACM 1964) is ``SLIP`` times as likely as none.
What lies near is found by deleting letters on both sides (Garbe, "SymSpell", 2012). Letters are compared small and
without diacritics, as everything that reads them does. What was typed stays; only the models read the corrected text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import wordfreq
from marisa_trie import Trie
from simplemma.strategies import DefaultDictionaryFactory
from symspellpy import SymSpell, Verbosity

from models.artefacts import key_of, replacing
from models.corpora import read_messages, read_moods, read_pairs
from models.errors import NotTrained
from models.letters import without_diacritics
from warmline.settings import Settings

COMMON = 40_000
"""How many of the commonest word forms of each language may be meant."""
OWN = 1e-4
"""What each time that a word stands in our own sentences counts, as a share of all words."""
UNIT = 1e-7
"""Share of all words that is counted as one."""
OFTEN = 3
"""Times a word that no dictionary has must stand in sentences of ours before it is no slip itself."""
SLIP = 1e-3
"""How likely one slip is, against none."""
SHORTEST = 4
"""Letters of a word that is put right; a slip in a shorter one makes another word."""
LONG = 8
"""Letters from which a word may have two slips."""

WORD = re.compile(r"(?<![\w@])(?<!\w[.\-/])[^\W\d_]+(?![\w@]|[.\-/]\w)")
"""A word that is no part of an address, a number or a name of many parts."""

Counts = Mapping[str, int]


class Speller:
    """Knows which words exist, and of the common ones how often they are used."""

    def __init__(self, counts: Counts, words: Trie) -> None:
        self._counts = dict(counts)
        self._words = words
        self._index = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in self._counts.items():
            self._index.create_dictionary_entry(word, count)

    def knowing(self, texts: Iterable[str]) -> Speller:
        """This one, which knows the words of these texts as well."""
        return Speller(Counter(self._counts) + _counted(texts, self._counts, self._words), self._words)

    def corrected(self, text: str, is_known: Callable[[str], bool] = lambda word: False) -> str:
        """The text with unknown words as the known ones they most likely are; those with no such are left alone.

        Args:
            is_known: Whether a word, in small letters, exists beside those that are known here.
        """

        def right(match: re.Match[str]) -> str:
            word = match[0].lower()
            return match[0] if _is_name(match) or is_known(word) else self._corrected(word, match[0])

        return WORD.sub(right, text)

    def save(self, folder: Path) -> None:
        """Write the words into an existing folder."""
        lines = (f"{word} {count}\n" for word, count in self._counts.items())
        (folder / "common.txt").write_text("".join(lines), encoding="utf-8")
        self._words.save(str(folder / "words.marisa"))

    @classmethod
    def load(cls, folder: Path) -> Speller:
        """Read what ``save`` has written."""
        lines = (folder / "common.txt").read_text(encoding="utf-8").splitlines()
        words = Trie()
        words.mmap(str(folder / "words.marisa"))
        return cls({word: int(count) for word, count in map(str.split, lines)}, words)

    def _corrected(self, word: str, typed: str) -> str:
        plain = without_diacritics(word)
        if len(plain) < SHORTEST or plain in self._counts or plain in self._words:
            return typed
        near = self._index.lookup(plain, Verbosity.ALL, max_edit_distance=1 if len(plain) < LONG else 2)
        return max(near, key=lambda one: one.count * SLIP**one.distance).term if near else typed


AS_TYPED = Speller({}, Trie())
"""Knows no words, so it puts nothing right."""


def train_speller(settings: Settings, data: Path, key: str) -> None:
    """Count the words of both languages and of our own sentences, and keep them as made from ``key``."""
    texts = [message.text for message in read_messages(data / "nlu")]
    texts += [example.text for example in read_moods(data / "sentiment")]
    texts += [text for pair in read_pairs(data / "parallel") for text in (pair.polish, pair.english)]
    with replacing(settings.trained / "spelling", key) as fresh:
        common, words = _common(), _dictionary()
        Speller(common + _counted(texts, common, words), words).save(fresh)


def load_speller(settings: Settings) -> Speller:
    """The trained speller.

    Raises:
        NotTrained: There is none yet.
    """
    folder = settings.trained / "spelling"
    if key_of(folder) is None:
        raise NotTrained(folder)
    return Speller.load(folder)


def _common() -> Counter[str]:
    counts: Counter[str] = Counter()
    for language in ("pl", "en"):
        for word in wordfreq.top_n_list(language, COMMON, wordlist="best"):
            if word.isalpha():
                share = wordfreq.word_frequency(word, language, wordlist="best")
                counts[without_diacritics(word)] += max(1, round(share / UNIT))
    return counts


def _dictionary() -> Trie:
    """Every word form that simplemma has a dictionary form for."""
    dictionaries = DefaultDictionaryFactory(cache_max_size=1)
    forms = (form for language in ("pl", "en") for form in dictionaries.get_dictionary(language))
    return Trie({without_diacritics(form.lower()) for form in forms})


def _counted(texts: Iterable[str], common: Counts, words: Trie) -> Counter[str]:
    times = Counter(word for text in texts for word in WORD.findall(without_diacritics(text.lower())))
    real = (word for word, count in times.items() if count >= OFTEN or word in common or word in words)
    return Counter({word: round(times[word] * OWN / UNIT) for word in real})


def _is_name(match: re.Match[str]) -> bool:
    """Whether a word has a capital though no sentence begins with it, and is not all capitals."""
    word, before = match[0], match.string[: match.start()].rstrip()
    return word.istitle() and before != "" and before[-1] not in ".!?:;\n–-"
