"""Adapting the English encoder to Polish, from sentences in both languages.

Knowledge distillation after Reimers and Gurevych, "Making Monolingual Sentence Embeddings Multilingual
using Knowledge Distillation" (EMNLP 2020): the student's vectors of the English sentence and of its Polish
translation are both pulled to the vector the unchanged teacher gives the English one. An in-batch
contrastive term keeps neighbours apart, which plain distances leave blurred on a small corpus; sentences that
say the same in other words are not pushed apart. A share of the sentences is read with slips of the fingers,
so a mistyped message lands where the clean one does.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import torch
from sentence_transformers import SentenceTransformer

from models.artefacts import replacing
from models.corpora import Pair, read_pairs
from models.dictionary import Glosses, glosses_of_common_forms
from models.encoder import open_model
from models.inputs import encoder_source
from models.typos import mistyped
from models.vocabulary import add_polish_pieces, fold_polish_letters, reads_english_pieces
from warmline.settings import Settings

SEED = 20261122
EPOCHS = 2
BATCH = 64
LEARNING_RATE = 5e-4
WARM_UP = 0.1  # share of the steps
ENGLISH_SHARE = 0.3  # of the English sentences, in each epoch
MISTYPED = 0.3  # of the sentences, anew in each epoch
TEMPERATURE = 0.05  # of the contrastive term
CONTRAST = 0.2  # weight of the contrastive term
ALIKE = 0.9  # cosine of two English sentences from which the contrastive term lets them be
WORDS = 8000  # of the dictionary, trained as sentences of one word
LONGEST_IN_TRAINING = 64  # word pieces

Progress = Callable[[float], None]


def train_encoder(settings: Settings, data: Path, key: str, progress: Progress = lambda share: None) -> None:
    """Adapt the encoder of the settings on the parallel corpus and keep it as made from ``key``."""
    glosses = glosses_of_common_forms(settings.dictionaries)
    student = adapt(encoder_source(settings), read_pairs(data / "parallel"), progress, glosses)
    with replacing(settings.trained / "encoder", key) as fresh:
        student.save(str(fresh), create_model_card=False)


def adapt(
    source: str,
    pairs: Sequence[Pair],
    progress: Progress = lambda share: None,
    glosses: Mapping[str, Glosses] = MappingProxyType({}),
) -> SentenceTransformer:
    """A copy of the model ``source`` (a folder or a name) that understands Polish as it does English.

    Args:
        pairs: Sentences in both languages.
        glosses: What Polish word forms mean, the commonest first; the tokenizer gets them all, and the commonest are
            trained as sentences of one word.
    """
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    teacher, student = open_model(source).eval(), open_model(source)
    if reads_english_pieces(student):
        fold_polish_letters(student)
        add_polish_pieces(student, [pair.polish for pair in pairs], [pair.english for pair in pairs], glosses)
    pairs = [*pairs, *_words(glosses)]
    with torch.no_grad():
        target = teacher.encode([pair.english for pair in pairs], convert_to_tensor=True, normalize_embeddings=True)
    texts = [pair.polish for pair in pairs] + [pair.english for pair in pairs]
    batches = [batch for epoch in range(EPOCHS) for batch in _epoch(texts, len(pairs), rng)]
    optimisers = _optimisers(student)
    schedules = [
        torch.optim.lr_scheduler.OneCycleLR(
            optimiser,
            max_lr=LEARNING_RATE,
            total_steps=len(batches),
            pct_start=WARM_UP,
            anneal_strategy="linear",
            cycle_momentum=False,
        )
        for optimiser in optimisers
    ]
    longest = student.max_seq_length
    student.max_seq_length = LONGEST_IN_TRAINING
    student.train()
    for step, batch in enumerate(batches, start=1):
        read = [mistyped(texts[row], rng) if rng.random() < MISTYPED else texts[row] for row in batch]
        loss = _loss(student, read, target[[row % len(pairs) for row in batch]].clone())
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(optimisers[0].param_groups[0]["params"], 1.0)
        for optimiser, schedule in zip(optimisers, schedules, strict=True):
            optimiser.step()
            schedule.step()
        progress(step / len(batches))
    student.max_seq_length = longest
    return student.eval()


def _words(glosses: Mapping[str, Glosses]) -> Iterator[Pair]:
    """The commonest words, one form for each meaning."""
    first = {max(meant, key=lambda gloss: meant[gloss]): form for form, meant in [*glosses.items()][::-1]}
    ranks = {form: rank for rank, form in enumerate(glosses)}
    for english in sorted(first, key=lambda gloss: ranks[first[gloss]])[:WORDS]:
        yield Pair(english, first[english], "dictionary")


def _optimisers(student: SentenceTransformer) -> tuple[torch.optim.Optimizer, torch.optim.Optimizer]:
    """One for the layers and one for the pieces: of those, half the model, a batch touches only a few."""
    pieces = student[0].model.get_input_embeddings()
    pieces.sparse = True
    layers = [parameter for parameter in student.parameters() if parameter is not pieces.weight]
    return (
        torch.optim.AdamW(layers, lr=LEARNING_RATE, weight_decay=0.01, fused=True),
        torch.optim.SparseAdam([pieces.weight], lr=LEARNING_RATE),
    )


def _epoch(texts: Sequence[str], pairs: int, rng: random.Random) -> list[list[int]]:
    """Batches of rows for one pass: every Polish text, and a share of the English ones to keep English in place.

    Texts of like length go together, which spares two thirds of the padding.
    """
    rows = list(range(pairs)) + [pairs + row for row in rng.sample(range(pairs), int(pairs * ENGLISH_SHARE))]
    rows.sort(key=lambda row: (len(texts[row]) // 8, rng.random()))
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    rng.shuffle(batches)
    return batches


def _loss(student: SentenceTransformer, texts: Sequence[str], target: torch.Tensor) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported()):
        found = student(student.preprocess(list(texts)))["sentence_embedding"]
    vectors = torch.nn.functional.normalize(found.float(), dim=1)
    distance = (vectors - target).pow(2).sum(1).mean()
    alike = (target @ target.T > ALIKE).fill_diagonal_(False)
    likeness = (vectors @ target.T / TEMPERATURE).masked_fill(alike, -torch.inf)
    contrast = torch.nn.functional.cross_entropy(likeness, torch.arange(len(texts)))
    return distance + CONTRAST * contrast
