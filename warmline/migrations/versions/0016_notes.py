"""Internal notes on conversations, and the colleagues they mention.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("after_seq", sa.Integer(), nullable=False),
        sa.Column("client_note_id", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.UniqueConstraint("conversation_id", "client_note_id", name="uq_notes_conversation_id_client_note_id"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_notes_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_notes_staff_id"),
    )
    op.create_table(
        "mentions",
        sa.Column("note_id", sa.String(36), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=False),
        sa.Column("seen_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("note_id", "staff_id", name="pk_mentions"),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name="fk_mentions_note_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_mentions_staff_id"),
    )
    op.create_index("ix_mentions_staff_id", "mentions", ["staff_id"])


def downgrade() -> None:
    op.drop_table("mentions")
    op.drop_table("notes")
