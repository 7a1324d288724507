"""Full-text search over messages and customers, and saved searches.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from escalation.search_words import terms_of
from warmline.clock import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

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

ADD_TO = {
    "sqlite": "INSERT INTO search_entries (conversation_id, seq, customer_id, terms)"
    " VALUES (:conversation_id, :seq, :customer_id, :words)",
    "postgresql": "INSERT INTO search_entries (conversation_id, seq, customer_id, terms)"
    " VALUES (:conversation_id, :seq, :customer_id, to_tsvector('simple', :words))",
}

AT_ONCE = 1000


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.String(36), nullable=True),
        sa.Column("terms", TSVECTOR().with_variant(sa.Text(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
        sa.UniqueConstraint("customer_id", name="uq_search_entries_customer_id"),
        sa.UniqueConstraint("conversation_id", "seq", name="uq_search_entries_conversation_id_seq"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_search_entries_customer_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id", "seq"],
            ["messages.conversation_id", "messages.seq"],
            name="fk_search_entries_conversation_id_seq",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_search_entries_terms",
        "search_entries",
        ["terms"],
        postgresql_using="gin",
        sqlite_where=sa.text("id IS NULL"),
    )
    if sqlite:
        for statement in FULL_TEXT:
            op.execute(statement)
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sa.UniqueConstraint("staff_id", "name", name="uq_saved_searches_staff_id_name"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_saved_searches_staff_id", ondelete="CASCADE"),
    )
    _index_what_is_there()


def downgrade() -> None:
    op.drop_table("saved_searches")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entries")


def _index_what_is_there() -> None:
    """Write an entry for every message and customer that has been stored before."""
    connection = op.get_bind()
    add = sa.text(ADD_TO[connection.dialect.name])
    said = "SELECT conversation_id, seq, NULL AS customer_id, text AS words FROM messages ORDER BY created_at, seq"
    known = (
        "SELECT NULL AS conversation_id, NULL AS seq, id AS customer_id,"
        " coalesce(name, '') || ' ' || coalesce(email, '') AS words FROM customers ORDER BY id"
    )
    for query in (said, known):
        rows = [dict(row._mapping) for row in connection.execute(sa.text(query))]
        entries = [{**row, "words": terms_of(row["words"])} for row in rows]
        entries = [entry for entry in entries if entry["words"]]
        for first in range(0, len(entries), AT_ONCE):
            connection.execute(add, entries[first : first + AT_ONCE])
