"""What the shop's page tells of its visitor: pages seen, the basket, and facts of the shop's own.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

RowNumber = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "page_views",
        sa.Column("id", RowNumber, nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_page_views"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_page_views_customer_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_page_views_customer_id_id", "page_views", ["customer_id", "id"])
    op.create_table(
        "browsing",
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("cart", sa.JSON(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name="pk_browsing"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_browsing_customer_id", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("browsing")
    op.drop_table("page_views")
