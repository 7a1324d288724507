"""Canned replies: texts written once and sent often.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=True),
        sa.Column("shortcut", sa.String(40), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("updated_by", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_canned_replies"),
        sa.UniqueConstraint("staff_id", "shortcut", name="uq_canned_replies_staff_id_shortcut"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_canned_replies_staff_id"),
        sa.ForeignKeyConstraint(["updated_by"], ["staff.id"], name="fk_canned_replies_updated_by"),
    )
    op.create_index("ix_canned_replies_staff_id", "canned_replies", ["staff_id"])
    op.create_index(
        "uq_canned_replies_shared",
        "canned_replies",
        ["shortcut"],
        unique=True,
        sqlite_where=sa.text("staff_id IS NULL"),
        postgresql_where=sa.text("staff_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("canned_replies")
