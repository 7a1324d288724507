"""Call-backs: customers who are to be called or written to.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "callbacks",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("turn_id", sa.String(36), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("contact", sa.String(320), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("best_time", sa.String(200), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("consented_at", Moment(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("taken_by", sa.String(36), nullable=True),
        sa.Column("taken_at", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.String(50), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_callbacks"),
        sa.UniqueConstraint("turn_id", name="uq_callbacks_turn_id"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_callbacks_conversation_id"),
        sa.ForeignKeyConstraint(["taken_by"], ["staff.id"], name="fk_callbacks_taken_by"),
    )
    op.create_index("ix_callbacks_state_created_at", "callbacks", ["state", "created_at"])
    op.create_index("ix_callbacks_settled_at", "callbacks", ["settled_at"])
    op.create_index(
        "uq_callbacks_open",
        "callbacks",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def downgrade() -> None:
    op.drop_table("callbacks")
