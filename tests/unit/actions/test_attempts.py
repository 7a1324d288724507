"""The lock after too many wrong proofs, on both databases."""

from datetime import timedelta

from actions.attempts import LIMIT, WINDOW, Attempts
from warmline.clock import now
from warmline.database import Database


async def test_the_lock_falls_at_the_limit_and_opens_with_time(database: Database) -> None:
    attempts, start = Attempts(database), now()
    for number in range(LIMIT):
        assert not await attempts.locked("LP-1", "v-1", start)
        await attempts.record("LP-1", f"v-{number}", start + timedelta(seconds=number))
    soon = start + timedelta(minutes=1)
    assert await attempts.locked("LP-1", "v-new", soon)
    assert not await attempts.locked("LP-2", "v-1", soon)
    assert not await attempts.locked("LP-1", "v-new", start + WINDOW + timedelta(minutes=1))


async def test_a_right_proof_clears_only_ones_own_mistakes_with_it(database: Database) -> None:
    attempts, at = Attempts(database), now()
    for number in range(LIMIT):
        await attempts.record(f"LP-{number % 2}", "v-1", at)
    await attempts.forget("LP-0", "v-1")
    assert not await attempts.locked("LP-0", "v-1", at)
    for _ in range(LIMIT):
        await attempts.record("LP-0", "v-2", at)
    await attempts.forget("LP-0", "v-1")
    assert await attempts.locked("LP-0", "v-1", at)


async def test_old_mistakes_are_dropped(database: Database) -> None:
    attempts, start = Attempts(database), now()
    for _ in range(LIMIT):
        await attempts.record("LP-1", "v-1", start)
    later = start + WINDOW + timedelta(minutes=1)
    await attempts.record("LP-1", "v-1", later)
    assert not await attempts.locked("LP-1", "v-1", start)
