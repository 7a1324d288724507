"""The history of what became public, with how the golden questions fared.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(80), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False, comment="publish, archive, rollback or import"),
        sa.Column("version", sa.Integer(), nullable=True, comment="what became public; empty when it was taken away"),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False, comment="golden questions asked before and after"),
        sa.Column("better", sa.Integer(), nullable=False),
        sa.Column("worse", sa.Integer(), nullable=False),
        sa.Column(
            "losses", sa.JSON(), nullable=False, comment="the questions that did worse, with what was shown instead"
        ),
        sa.Column(
            "override_reason", sa.String(500), nullable=True, comment="why it became public though some did worse"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
    )
    op.create_index("ix_publications_article_id_language", "publications", ["article_id", "language"])


def downgrade() -> None:
    op.drop_table("publications")
