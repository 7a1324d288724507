"""What a question is searched for by, where it was mistyped."""

from __future__ import annotations

from marisa_trie import Trie

from kb_index.index import Index
from kb_index.ranking import load_ranking
from kb_index.search import search
from kb_index.vectors import EncoderThread
from models.encoder import Encoder
from models.spelling import Speller
from tests.unit.kb_index.conftest import content_factory, published
from warmline.clock import now
from warmline.database import Database

SPELLER = Speller({"return": 90_000, "order": 80_000, "merino": 50}, Trie())


async def opened(database: Database, encoder: Encoder) -> Index:
    index = Index(database, EncoderThread(encoder), SPELLER)
    await index.catch_up()
    return index


async def test_slips_are_put_right_but_for_the_words_of_articles(database: Database, encoder: Encoder) -> None:
    index = await opened(database, encoder)
    assert index.worded("retrun my ordre of merinox") == "return my order of merino"
    await published(database, "wool", content_factory("Merinox blankets"))
    await index.catch_up()
    assert index.worded("retrun my ordre of merinox") == "return my order of merinox"


async def test_a_mistyped_question_finds_what_the_right_one_finds(database: Database, encoder: Encoder) -> None:
    await published(database, "returns", content_factory())
    await published(database, "paying", content_factory("How can I pay?", body="By card or by bank transfer."))
    index = await opened(database, encoder)
    today = now().date()
    right, mistyped = [
        (await search(index, load_ranking(), text, "en", today)).hits[0]
        for text in ("how to return an order", "how to retrun an ordre")
    ]
    assert mistyped.candidate.article.article_id == right.candidate.article.article_id == "returns"
    assert mistyped.score == right.score
