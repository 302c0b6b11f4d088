"""Of shares among categories, each category that a publish told."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; what was told before had no categories."""
    op.add_column("published_weeks", sa.Column("category", sa.Text(), nullable=False, server_default=""))
