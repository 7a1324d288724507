"""The knowledge base: articles, editions, versions, vectors.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(80), nullable=False, comment="the slug in the article's address"),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_table(
        "article_languages",
        sa.Column("article_id", sa.String(80), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("draft", sa.JSON, nullable=False, comment="the content an editor is working on"),
        sa.Column(
            "draft_revision", sa.Integer, nullable=False, comment="rises with every save; a save names the one it saw"
        ),
        sa.Column(
            "published_version", sa.Integer, nullable=True, comment="what customers see; empty when nothing is public"
        ),
        sa.Column(
            "latest_version", sa.Integer, nullable=False, comment="the highest version ever published; 0 for none"
        ),
        sa.Column(
            "published_revision", sa.Integer, nullable=True, comment="the draft's revision when it was last published"
        ),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("updated_by", sa.String(120), nullable=False),
        sa.Column("generation", sa.Integer, nullable=False, comment="when the public content last changed"),
        sa.PrimaryKeyConstraint("article_id", "language", name="pk_article_languages"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_languages_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_article_languages_generation", "article_languages", ["generation"])
    op.create_table(
        "article_versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("article_id", sa.String(80), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column(
            "version", sa.Integer, nullable=False, comment="1, 2, 3 ... within the article and language; never changed"
        ),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("published_at", Moment, nullable=False),
        sa.Column("published_by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_versions"),
        sa.UniqueConstraint(
            "article_id", "language", "version", name="uq_article_versions_article_id_language_version"
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "language"],
            ["article_languages.article_id", "article_languages.language"],
            name="fk_article_versions_article_id_language",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "passage_vectors",
        sa.Column("passage", sa.String(64), nullable=False, comment="hash of the text that was encoded"),
        sa.Column("encoder", sa.String(80), nullable=False, comment="fingerprint of the encoder that did it"),
        sa.Column("vector", sa.LargeBinary, nullable=False, comment="float32, little endian"),
        sa.PrimaryKeyConstraint("passage", "encoder", name="pk_passage_vectors"),
    )
    op.create_table(
        "kb_state",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False, comment="rises with every change of what customers see"),
        sa.PrimaryKeyConstraint("id", name="pk_kb_state"),
    )


def downgrade() -> None:
    for table in ("kb_state", "passage_vectors", "article_versions", "article_languages", "articles"):
        op.drop_table(table)
