"""Revisions of the help centre's categories, so that editors do not overwrite each other.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "categories",
        sa.Column(
            "revision",
            sa.Integer(),
            nullable=False,
            server_default="1",
            comment="rises with every change; a change names the one it saw",
        ),
    )


def downgrade() -> None:
    with op.batch_alter_table("categories") as table:
        table.drop_column("revision")
