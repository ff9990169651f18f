"""what people made of findings, counted by rule and day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "finding_outcome",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", "outcome", "day", name=op.f("pk_finding_outcome")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("finding_outcome")
