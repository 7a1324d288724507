from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from sqlalchemy import update

from kb_index.articles import save_draft
from kb_index.dense import Vectors
from kb_index.errors import NotReady
from kb_index.index import Index
from kb_index.publishing import archive, publish
from kb_index.tables import passage_vectors
from kb_index.vectors import EncoderThread
from models.encoder import Encoder
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database


class CountingEncoder(Encoder):
    """The real encoder, remembering what it was asked."""

    def __init__(self, encoder: Encoder, fingerprint: str = "base") -> None:
        super().__init__(encoder.model, fingerprint)
        self.dimension = encoder.dimension
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], batch_size: int = 64) -> Vectors:
        self.asked += texts
        return super().encode(texts, batch_size)


@pytest.fixture
def counting(encoder: Encoder) -> CountingEncoder:
    return CountingEncoder(encoder)


async def built(database: Database, encoder: Encoder) -> Index:
    index = Index(database, EncoderThread(encoder))
    await index.catch_up()
    return index


async def test_before_it_is_built_it_says_so(database: Database, counting: CountingEncoder) -> None:
    index = Index(database, EncoderThread(counting))
    assert not index.is_ready
    with pytest.raises(NotReady):
        _ = index.snapshot


async def test_without_any_article_it_is_ready_and_empty(database: Database, counting: CountingEncoder) -> None:
    index = await built(database, counting)
    assert index.is_ready
    assert index.snapshot.passages == 0


async def test_a_restart_encodes_nothing_again(database: Database, counting: CountingEncoder) -> None:
    await published(database, "refunds", content_factory(questions=["money back when"]))
    first = await built(database, counting)
    assert len(counting.asked) == 3
    second = await built(database, counting)
    assert len(counting.asked) == 3
    one, two = (index.snapshot.shelf("en").segments[0].dense.vectors() for index in (first, second))
    assert np.array_equal(one, two)


async def test_publishing_encodes_only_what_is_new(database: Database, counting: CountingEncoder) -> None:
    await published(database, "refunds", content_factory("Refunds", questions=["money back when"]))
    index = await built(database, counting)
    counting.asked.clear()
    async with database.write() as connection:
        content = content_factory("Refunds", questions=["money back when", "how long for a refund"])
        await save_draft(connection, "refunds", "en", content, 1, "Ewa")
        await publish(connection, "refunds", "en", 2, "Ewa")
    await index.catch_up()
    assert counting.asked == ["how long for a refund"]
    assert index.snapshot.shelf("en").article("refunds").version == 2
    assert index.snapshot.articles == 1


async def test_another_encoder_has_vectors_of_its_own(database: Database, counting: CountingEncoder) -> None:
    await published(database, "refunds", content_factory())
    await built(database, counting)
    other = CountingEncoder(counting, "other")
    await built(database, other)
    assert len(other.asked) == 2


async def test_damaged_vectors_are_made_again(database: Database, counting: CountingEncoder) -> None:
    await published(database, "refunds", content_factory())
    whole = (await built(database, counting)).snapshot.shelf("en").segments[0].dense.vectors()
    async with database.write() as connection:
        await connection.execute(update(passage_vectors).values(vector=b"broken!!"))
    mended = (await built(database, counting)).snapshot.shelf("en").segments[0].dense.vectors()
    assert np.allclose(whole, mended, atol=1e-5)


async def test_a_snapshot_in_use_does_not_change(database: Database, counting: CountingEncoder) -> None:
    await published(database, "refunds", content_factory())
    index = await built(database, counting)
    held = index.snapshot
    async with database.write() as connection:
        await archive(connection, "refunds", "en", "Ewa")
    await index.catch_up()
    assert "refunds" in held.shelf("en")
    assert "refunds" not in index.snapshot.shelf("en")


async def test_a_failing_update_keeps_what_was_known(
    database: Database, counting: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    await published(database, "refunds", content_factory())
    index = await built(database, counting)
    await published(database, "sizes", content_factory("Sizes"))

    def broken(texts: Sequence[str], batch_size: int = 64) -> Vectors:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as patched:
        patched.setattr(counting, "encode", broken)
        await index.catch_up_soon()
        assert index.snapshot.articles == 1
    await index.catch_up()
    assert index.snapshot.articles == 2
