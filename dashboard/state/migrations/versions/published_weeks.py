"""The final weekly values that each publish told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and the way to the weeks of one measure."""
    op.create_table(
        "published_weeks",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kpi_id", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("data_version", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
    )
    op.create_index("published_weeks_kpi_id", "published_weeks", ["kpi_id"])
