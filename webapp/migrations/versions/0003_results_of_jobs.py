"""what came of the items of a job, a row each."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_JOB = sa.table("job", sa.column("id", sa.Integer), sa.column("results", sa.JSON))


def upgrade() -> None:
    """Apply."""
    result = op.create_table(
        "job_result",
        sa.Column("job", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name=op.f("fk_job_result_job_job")),
        sa.PrimaryKeyConstraint("job", "item", name=op.f("pk_job_result")),
    )
    rows = [
        {"job": job, "item": item, "result": each}
        for job, results in op.get_bind().execute(sa.select(_JOB.c.id, _JOB.c.results))
        for item, each in enumerate(results)
    ]
    op.bulk_insert(result, rows)
    op.drop_column("job", "results")


def downgrade() -> None:
    """Take back."""
    op.add_column("job", sa.Column("results", sa.JSON(), nullable=False, server_default="[]"))
    bind, results = op.get_bind(), sa.table(
        "job_result", sa.column("job"), sa.column("item"), sa.column("result", sa.JSON)
    )
    found: dict[int, list[object]] = {}
    query = sa.select(results.c.job, results.c.result).order_by(results.c.job, results.c.item)
    for job, each in bind.execute(query):
        found.setdefault(job, []).append(each)
    for job, each in found.items():
        bind.execute(sa.update(_JOB).where(_JOB.c.id == job).values(results=each))
    op.drop_table("job_result")
