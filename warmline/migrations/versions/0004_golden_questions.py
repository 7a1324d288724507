"""Golden questions: what customers ask, with the article that must answer.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "golden_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("article_id", sa.String(80), nullable=True, comment="what must answer; empty when nothing must"),
        sa.Column("gap_id", sa.Integer(), nullable=True, comment="the unanswered question it came from"),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="rises with every change; a change names the one it saw"
        ),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(120), nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=True, comment="at the last check; empty before the first"),
        sa.Column("checked_generation", sa.Integer(), nullable=True, comment="what was public at that check"),
        sa.PrimaryKeyConstraint("id", name="pk_golden_questions"),
        sa.UniqueConstraint("language", "text", name="uq_golden_questions_language_text"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_golden_questions_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_golden_questions_article_id", "golden_questions", ["article_id"])


def downgrade() -> None:
    op.drop_table("golden_questions")
