"""Polish word pieces for the English tokenizer.

The base vocabulary cuts Polish into nearly three pieces a word, mostly syllables that mean nothing. Pieces learnt from
our own Polish sentences, and the common words that a dictionary explains, bring that below two: shorter inputs, hence
cheaper training and answers, and pieces whose vectors can carry a meaning. Pieces that would change how English is cut
are left out. A new piece that begins a word starts from the vectors of the English words it translates, by the
sentences and by the dictionary, as in WECHSEL (Minixhofer, Paischer and Rekabsaz, "WECHSEL: Effective initialization
of subword embeddings for cross-lingual transfer", NAACL 2022); what is left starts as the mean of the pieces it
replaces.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import torch
from scipy.sparse import csr_matrix
from sentence_transformers import SentenceTransformer
from tokenizers import Regex, Tokenizer, normalizers, trainers
from tokenizers.models import WordPiece
from transformers import PreTrainedTokenizerFast

from models.dictionary import Glosses, common_forms
from models.lexicon import translations

PIECES = 6000
"""Pieces learnt from the Polish sentences, before those are dropped that are known or that English words use."""
SHORTEST = 3
"""Letters a new piece has at least; shorter ones exist already."""
CONTINUES = "##"
ENGLISH_WORDS = 100_000
"""Common English words that must be cut as before."""
GLOSSES = 4
"""Meanings of a word from which its vector starts."""
EMPTY = frozenset(
    {"to", "a", "an", "the", "of", "be", "one", "oneself", "sb", "sth", "someone", "someone's", "something"}
)
"""Words of a gloss that only show how it is used."""


def reads_english_pieces(model: SentenceTransformer) -> bool:
    """Whether the tokenizer cuts small letters without diacritics into word pieces, as the English BERT's does.

    The tokenizer of a multilingual model knows Polish already and is left alone.
    """
    state = json.loads(model.tokenizer.backend_tokenizer.to_str())
    return state["model"]["type"] == "WordPiece" and bool((state["normalizer"] or {}).get("lowercase"))


def fold_polish_letters(model: SentenceTransformer) -> None:
    """Let the tokenizer read `ł` as `l`.

    It already drops every other diacritic, so with this a message typed without Polish letters has the
    very same vector as one typed with them.
    """
    backend = model.tokenizer.backend_tokenizer
    backend.normalizer = normalizers.Sequence([normalizers.Replace(Regex("[łŁ]"), "l"), backend.normalizer])
    _use(model, backend)


def add_polish_pieces(
    model: SentenceTransformer,
    polish: Sequence[str],
    english: Sequence[str],
    glosses: Mapping[str, Glosses] = MappingProxyType({}),
) -> list[str]:
    """Teach the tokenizer pieces of the Polish sentences and words of the dictionary, each with a vector to start from.

    Args:
        polish: Sentences.
        english: The same sentences in English.
        glosses: What Polish word forms mean.

    Returns:
        The new pieces, in the order of their numbers.
    """
    backend = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    backend.no_padding()
    known = backend.get_vocab()
    words = {backend.normalizer.normalize_str(form): meant for form, meant in [*glosses.items()][::-1]}
    learnt = [
        piece
        for piece in sorted({*_learnt(backend, polish), *words})
        if piece not in known and len(piece.removeprefix(CONTINUES)) >= SHORTEST
    ]
    pieces = _unused(backend, learnt, [*english, *(common_forms("en", ENGLISH_WORDS) if words else ())])
    parts = [_parts(backend, piece) for piece in pieces]
    extended = _with(backend, pieces)
    lexicon = _lexicon(extended, polish, english)
    transformer = model[0].model
    with torch.no_grad():
        old = transformer.get_input_embeddings().weight.clone()
        transformer.resize_token_embeddings(len(known) + len(pieces), mean_resizing=False)
        new = transformer.get_input_embeddings().weight
        for number, (piece, ids) in enumerate(zip(pieces, parts, strict=True), start=len(known)):
            means = (
                [] if piece.startswith(CONTINUES) else _meanings(old, lexicon, number, backend, words.get(piece, {}))
            )
            new[number] = torch.stack(means).mean(0) if means else old[ids].mean(0)
    _use(model, extended)
    return pieces


def _meanings(
    old: torch.Tensor, lexicon: csr_matrix, number: int, backend: Tokenizer, glosses: Glosses
) -> list[torch.Tensor]:
    """What a word means by our own sentences and what it means by the dictionary, as far as either knows it."""
    found = []
    seen = slice(lexicon.indptr[number], lexicon.indptr[number + 1])
    if seen.start != seen.stop:
        shares = torch.tensor(lexicon.data[seen], dtype=old.dtype)
        found.append(shares @ old[lexicon.indices[seen]] / shares.sum())
    likeliest = sorted(glosses.items(), key=lambda item: -item[1])[:GLOSSES]
    if likeliest:
        vectors = torch.stack([old[_gloss_pieces(backend, gloss)].mean(0) for gloss, _ in likeliest])
        shares = torch.tensor([weight**2 for _, weight in likeliest], dtype=old.dtype)
        found.append(shares @ vectors / shares.sum())
    return found


def _gloss_pieces(backend: Tokenizer, gloss: str) -> list[int]:
    words = gloss.lower().split()
    telling = [word for word in words if word not in EMPTY] or words
    return list(backend.encode(" ".join(telling), add_special_tokens=False).ids)


def _learnt(backend: Tokenizer, sentences: Sequence[str]) -> list[str]:
    learner = Tokenizer(WordPiece(unk_token="[UNK]"))  # noqa: S106 - a piece, no password
    learner.normalizer, learner.pre_tokenizer = backend.normalizer, backend.pre_tokenizer
    # The trainer numbers these as it meets them, in an order that changes from run to run; given to it, they are fixed.
    letters = sorted({letter for text in sentences for letter in backend.normalizer.normalize_str(text)})
    trainer = trainers.WordPieceTrainer(
        vocab_size=PIECES,
        min_frequency=2,
        show_progress=False,
        continuing_subword_prefix=CONTINUES,
        special_tokens=[CONTINUES + letter for letter in letters],
    )
    learner.train_from_iterator(sentences, trainer)
    return list(learner.get_vocab())


def _unused(backend: Tokenizer, pieces: list[str], sentences: Sequence[str]) -> list[str]:
    """The pieces that change no sentence; a longer one taken away may bring a shorter one in."""
    used = {token for cut in _with(backend, pieces).encode_batch(list(sentences)) for token in cut.tokens}
    left = [piece for piece in pieces if piece not in used]
    return left if len(left) == len(pieces) else _unused(backend, left, sentences)


def _parts(backend: Tokenizer, piece: str) -> list[int]:
    """Numbers of the old pieces that a new one replaces."""
    if not piece.startswith(CONTINUES):
        return list(backend.encode(piece, add_special_tokens=False).ids)
    # A letter before it makes the tokenizer cut the rest as the middle of a word; whatever takes the letter is dropped.
    return list(backend.encode("q" + piece.removeprefix(CONTINUES), add_special_tokens=False).ids[1:])


def _lexicon(backend: Tokenizer, polish: Sequence[str], english: Sequence[str]) -> csr_matrix:
    """Which old pieces each piece stands for in the other language."""
    foreign, own = (
        [cut.ids for cut in backend.encode_batch(list(sentences), add_special_tokens=False)]
        for sentences in (polish, english)
    )
    return translations(foreign, own, (backend.get_vocab_size(), backend.get_vocab_size()))


def _with(backend: Tokenizer, pieces: Sequence[str]) -> Tokenizer:
    state = json.loads(backend.to_str())
    vocabulary = state["model"]["vocab"]
    vocabulary |= {piece: number for number, piece in enumerate(pieces, start=len(vocabulary))}
    return Tokenizer.from_str(json.dumps(state))


def _use(model: SentenceTransformer, backend: Tokenizer) -> None:
    # BertTokenizer would build its own normalizer again at the next loading; this class keeps what it is given.
    base = model.tokenizer
    model[0].processor = PreTrainedTokenizerFast(
        tokenizer_object=backend, model_max_length=base.model_max_length, **base.special_tokens_map
    )
