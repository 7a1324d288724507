"""The conversation's mood from message to message, and what people say of the model's judgements.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("conversations", sa.Column("trend", sa.Float(), nullable=True))
    op.create_table(
        "mood_feedback",
        sa.Column("id", RowNumber, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=False),
        sa.Column("model_label", sa.String(20), nullable=True),
        sa.Column("model_frustration", sa.Float(), nullable=True),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("frustration", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mood_feedback"),
        sa.ForeignKeyConstraint(
            ["conversation_id", "seq"],
            ["messages.conversation_id", "messages.seq"],
            name="fk_mood_feedback_conversation_id_seq",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_mood_feedback_staff_id"),
    )
    op.create_index("ix_mood_feedback_conversation_id_seq", "mood_feedback", ["conversation_id", "seq"])


def downgrade() -> None:
    op.drop_table("mood_feedback")
    op.drop_column("conversations", "trend")
