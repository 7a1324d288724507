"""Names of the help centre's categories.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.String(80), nullable=False, comment="the slug that articles name"),
        sa.Column(
            "position", sa.Integer, nullable=False, comment="where it stands in the help centre; the lowest first"
        ),
        sa.Column("names", sa.JSON, nullable=False, comment="its name for people, by language"),
        sa.PrimaryKeyConstraint("id", name="pk_categories"),
    )


def downgrade() -> None:
    op.drop_table("categories")
