"""The first tables: what people write, and the log of their changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables. Each column stands here as it was then: later changes are later steps."""
    _entries(
        "annotations",
        _text("scope"),
        _text("ref", nullable=True),
        _text("kind"),
        _text("text"),
        sa.Column("day", sa.Date(), nullable=True),
    )
    _entries(
        "targets",
        _text("kpi_id"),
        _text("scope"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        _text("direction", nullable=True),
        _text("owner", nullable=True),
    )
    _entries("saved_views", _text("name"), _text("page"), _text("link"), _flag("is_start"))
    _entries("label_flips", _text("event_id"), _text("name"), _flag("holds"), _text("reason", nullable=True))
    _entries("queue_lines", _text("taken_by"), _text("note"), _flag("is_done"))
    _decisions()
    _logs()


def _decisions() -> None:
    _entries(
        "decisions",
        _text("customer_id"),
        _text("incident_id", nullable=True),
        _time("as_of"),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        _text("outcome", nullable=True),
        _text("plan"),
        _text("owner"),
        sa.Column("review_on", sa.Date(), nullable=True),
        _text("approver", nullable=True),
        _time("effective_at", nullable=True),
        _text("status"),
        _text("decided_by", nullable=True),
    )


def _logs() -> None:
    op.create_table(
        "downloads",
        sa.Column("id", sa.Text(), primary_key=True),
        _time("at"),
        _text("author"),
        _text("what"),
        _text("columns"),
        sa.Column("row_count", sa.Integer(), nullable=False),
        _text("link"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Text(), primary_key=True),
        _time("at"),
        _text("author"),
        _text("about"),
        _text("entry_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
    )


def _entries(name: str, *content: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("author"),
        _time("created_at", nullable=True),
        _text("changed_by"),
        _time("changed_at", nullable=True),
        _flag("is_removed"),
        *content,
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=False)
