"""What customers ask, and the gaps it shows.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(500), nullable=False, comment="the question that stood in the middle of the group"),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("action", sa.String(10), nullable=False, comment="what was done: start, add or dismiss"),
        sa.Column("article_id", sa.String(80), comment="the article begun or added to"),
        sa.Column("reason", sa.String(200), comment="why it is none of ours"),
        sa.Column("asked", sa.Integer(), nullable=False, comment="how many had asked when it was acted on"),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="rises with every act; an act names the one it saw"
        ),
        sa.Column("acted_at", Moment(), nullable=False),
        sa.Column("acted_by", sa.String(120), nullable=False),
        sa.Column(
            "vector", sa.LargeBinary(), nullable=False, comment="middle of its questions: float32, little endian"
        ),
        sa.Column("encoder", sa.String(80), nullable=False, comment="fingerprint of the encoder that did it"),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
    )
    op.create_table(
        "asked_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False, comment="keyed hash, so that it can be forgotten"),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.String(500), nullable=False, comment="masked"),
        sa.Column("decision", sa.String(10), nullable=False, comment="answer, suggest or abstain"),
        sa.Column("article_id", sa.String(80), comment="the best one found"),
        sa.Column("score", sa.Float()),
        sa.Column("suggested", sa.JSON(), nullable=False, comment="ids of the articles the customer could pick from"),
        sa.Column("picked_id", sa.String(80), comment="the one they picked"),
        sa.Column(
            "outcome", sa.String(10), comment="helped, unhelpful, picked or escalated; empty while nothing is known"
        ),
        sa.Column("gap_id", sa.Integer()),
        sa.Column("vector", sa.LargeBinary(), comment="float32, little endian"),
        sa.Column("encoder", sa.String(80), comment="fingerprint of the encoder that did it"),
        sa.PrimaryKeyConstraint("id", name="pk_asked_questions"),
        sa.ForeignKeyConstraint(["gap_id"], ["gaps.id"], name="fk_asked_questions_gap_id", ondelete="SET NULL"),
    )
    for column in ("asked_at", "conversation", "gap_id"):
        op.create_index(f"ix_asked_questions_{column}", "asked_questions", [column])


def downgrade() -> None:
    op.drop_table("asked_questions")
    op.drop_table("gaps")
