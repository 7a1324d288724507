"""SQLAlchemy's aiosqlite driver, with one journey to the connection's thread for each statement.

The driver as it comes makes four (cursor, execute, fetchall, close), which cost more than the statement itself; see
``benchmarks/database.py``. What is asked of SQLite, and in which order, is the same.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_only

NAME = "sqlite+warmline"


def _run(connection: sqlite3.Connection, statement: str, parameters: Any) -> tuple[Any, list[Any], int, int | None]:
    cursor = connection.execute(statement, parameters)
    rows = cursor.fetchall() if cursor.description else []
    cursor.close()
    return cursor.description, rows, cursor.rowcount, cursor.lastrowid


class _Cursor(AsyncAdapt_aiosqlite_cursor):  # type: ignore[misc]
    def execute(self, operation: str, parameters: Any = None) -> None:
        try:
            done = self.await_(self._connection._execute(_run, self._connection._conn, operation, parameters or ()))
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        self.description, self._rows, self.rowcount, self.lastrowid = done


class _Connection(AsyncAdapt_aiosqlite_connection):  # type: ignore[misc]
    def cursor(self, server_side: bool = False) -> Any:
        return super().cursor(server_side) if server_side else _Cursor(self)


class _Driver(AsyncAdapt_aiosqlite_dbapi):  # type: ignore[misc]
    def connect(self, *arguments: Any, **options: Any) -> _Connection:
        connection = self.aiosqlite.connect(*arguments, **{**options, "check_same_thread": False})
        connection.daemon = True
        return _Connection(self, await_only(connection))


class Dialect(SQLiteDialect_aiosqlite):  # type: ignore[misc]
    """SQLite, asked from another thread, once for each statement."""

    supports_statement_cache = True

    @classmethod
    def dbapi(cls) -> _Driver:
        """The driver."""
        standard = super().dbapi()
        return _Driver(standard.aiosqlite, standard.sqlite)


registry.register("sqlite.warmline", __name__, "Dialect")
