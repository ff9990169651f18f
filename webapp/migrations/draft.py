"""`python -m webapp.migrations.draft NUMBER "what changes"`: write a migration from the models.

Compares the models with a database at the present head; read the result before you commit it.
"""

from __future__ import annotations

import sys

from alembic import command

from tm.database import open_engine
from webapp.migrations import configuration


def draft(number: str, message: str) -> None:
    """Write `versions/NUMBER_….py`."""
    engine = open_engine("sqlite://")
    with engine.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, message=message, rev_id=number, autogenerate=True)


if __name__ == "__main__":
    draft(*sys.argv[1:3])
