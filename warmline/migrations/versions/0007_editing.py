"""The editors' workflow: reviews, who has an article open, pictures.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "article_languages",
        sa.Column(
            "review_revision",
            sa.Integer(),
            nullable=True,
            comment="the draft's revision that waits for a review; a save leaves it behind",
        ),
    )
    op.create_table(
        "article_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(80), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="the draft's revision that was looked at"),
        sa.Column("step", sa.String(20), nullable=False, comment="asked or sent_back"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_reviews"),
        sa.ForeignKeyConstraint(
            ["article_id", "language"],
            ["article_languages.article_id", "article_languages.language"],
            name="fk_article_reviews_article_id_language",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_article_reviews_article_id_language", "article_reviews", ["article_id", "language"])
    op.create_table(
        "article_presence",
        sa.Column("article_id", sa.String(80), nullable=False),
        sa.Column("page", sa.String(40), nullable=False, comment="one open page of one editor"),
        sa.Column("editor", sa.String(120), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "page", name="pk_article_presence"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_presence_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_article_presence_seen_at", "article_presence", ["seen_at"])
    op.create_table(
        "pictures",
        sa.Column("name", sa.String(60), nullable=False, comment="hash of the content, size and format"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False, comment="pixels"),
        sa.Column("height", sa.Integer(), nullable=False, comment="pixels"),
        sa.Column("uploaded_at", Moment(), nullable=False),
        sa.Column("uploaded_by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_pictures"),
    )


def downgrade() -> None:
    for table in ("pictures", "article_presence", "article_reviews"):
        op.drop_table(table)
    with op.batch_alter_table("article_languages") as batch:
        batch.drop_column("review_revision")
