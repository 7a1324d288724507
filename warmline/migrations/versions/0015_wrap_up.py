"""What a closed conversation was about, and who closed it.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("closed_by", sa.String(36), nullable=True))
    op.add_column("conversations", sa.Column("wrap_up", sa.String(40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        table.drop_column("wrap_up")
        table.drop_column("closed_by")
