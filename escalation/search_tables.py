"""What search reads: one entry a message and a customer, and the databases' own full text over them.

PostgreSQL has a ``tsvector`` with a GIN index; SQLite an FTS5 table over the same entries, which triggers keep in step.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from escalation.tables import RowNumber
from warmline.clock import Moment
from warmline.database import metadata

search_entries = Table(
    "search_entries",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("conversation_id", String(36)),  # with seq, of a message
    Column("seq", Integer),
    Column("customer_id", String(36), ForeignKey("customers.id", ondelete="CASCADE"), unique=True),
    Column("terms", TSVECTOR().with_variant(Text(), "sqlite"), nullable=False),  # as search_words has them
    UniqueConstraint("conversation_id", "seq"),
    ForeignKeyConstraint(["conversation_id", "seq"], ["messages.conversation_id", "messages.seq"], ondelete="CASCADE"),
)
Index(
    "ix_search_entries_terms",
    search_entries.c.terms,
    postgresql_using="gin",
    sqlite_where=text("id IS NULL"),  # SQLite has its FTS5 table instead; of no entry this holds anything
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(80), nullable=False),
    Column("filters", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("staff_id", "name"),
)

FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_words USING fts5(terms, content='search_entries', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN"
    " INSERT INTO search_words (rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries BEGIN"
    " INSERT INTO search_words (search_words, rowid, terms) VALUES ('delete', old.id, old.terms); END",
    "CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries BEGIN"
    " INSERT INTO search_words (search_words, rowid, terms) VALUES ('delete', old.id, old.terms);"
    " INSERT INTO search_words (rowid, terms) VALUES (new.id, new.terms); END",
)
"""SQLite's full text, which no ``Table`` can describe; migration and ``create_all`` make it alike."""

for statement in FULL_TEXT:
    event.listen(search_entries, "after_create", DDL(statement).execute_if(dialect="sqlite"))
event.listen(search_entries, "before_drop", DDL("DROP TABLE IF EXISTS search_words").execute_if(dialect="sqlite"))
