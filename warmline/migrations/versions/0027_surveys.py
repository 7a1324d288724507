"""What customers answer to the survey after a conversation.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "surveys",
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("csat", sa.SmallInteger()),
        sa.Column("nps", sa.SmallInteger()),
        sa.Column("ces", sa.SmallInteger()),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.String(36)),
        sa.Column("answered_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "version", name="pk_surveys"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_surveys_conversation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_surveys_staff_id"),
    )


def downgrade() -> None:
    op.drop_table("surveys")
