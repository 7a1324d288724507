"""Wrong proofs are counted, and too many lock the door for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from actions.tables import proof_attempts
from warmline.database import Database

LIMIT = 5
WINDOW = timedelta(minutes=15)
"""So many wrong proofs in this time, for one order or by one customer, stop all look-ups of either."""


class Attempts:
    """Wrong proofs of the last quarter of an hour, in the project's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def locked(self, order_number: str, customer_id: str, at: datetime) -> bool:
        """Whether this order or this customer has had too many wrong proofs."""
        recent = proof_attempts.c.at > at - WINDOW
        async with self._database.read() as connection:
            for column, value in (
                (proof_attempts.c.order_number, order_number),
                (proof_attempts.c.customer_id, customer_id),
            ):
                query = select(func.count()).select_from(proof_attempts).where(recent, column == value)
                if (await connection.execute(query)).scalar_one() >= LIMIT:
                    return True
        return False

    async def record(self, order_number: str, customer_id: str, at: datetime) -> None:
        """Note a wrong proof; what is older than the window is dropped on the way."""
        async with self._database.write() as connection:
            await connection.execute(delete(proof_attempts).where(proof_attempts.c.at <= at - WINDOW))
            await connection.execute(
                insert(proof_attempts).values(order_number=order_number, customer_id=customer_id, at=at)
            )

    async def forget(self, order_number: str, customer_id: str) -> None:
        """A right proof clears the customer's own wrong ones for this order."""
        mine = (proof_attempts.c.order_number == order_number) & (proof_attempts.c.customer_id == customer_id)
        async with self._database.write() as connection:
            await connection.execute(delete(proof_attempts).where(mine))
