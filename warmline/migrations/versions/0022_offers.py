"""Conversations offered to agents, and what agents are good at.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("staff") as table:
        table.add_column(sa.Column("skills", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "offers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_offers_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_offers_staff_id"),
    )
    op.create_index("ix_offers_conversation_id_version", "offers", ["conversation_id", "version"])
    op.create_index(
        "uq_offers_open",
        "offers",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("offers")
    with op.batch_alter_table("staff") as table:
        table.drop_column("skills")
