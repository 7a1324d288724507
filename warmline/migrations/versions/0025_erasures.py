"""Conversations of erased customers that the assistant's memory must still forget.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("erased_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_erasures"),
    )


def downgrade() -> None:
    op.drop_table("erasures")
