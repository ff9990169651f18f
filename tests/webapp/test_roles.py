"""The table of roles, read aloud."""

import pytest

from tm.errors import Denied
from webapp.roles import ACTIONS, MAY, ROLES, Actor, allowed


@pytest.mark.parametrize(
    ("role", "action", "may"),
    [
        ("reader", "memory.read", True),
        ("reader", "term.propose", False),
        ("translator", "term.propose", True),
        ("translator", "batch.import", False),
        ("importer", "batch.undo", True),
        ("importer", "term.decide", False),
        ("terminologist", "term.decide", True),
        ("terminologist", "batch.import", False),
        ("terminologist", "account.manage", False),
    ],
)
def test_a_role_may_what_the_table_says(role, action, may):
    assert allowed(role, action) is may


def test_an_administrator_may_everything():
    assert MAY["admin"] == frozenset(ACTIONS)


def test_every_role_reads_the_memory():
    assert all(allowed(role, "memory.read") for role in ROLES)


def test_a_token_narrows_the_role_and_never_widens_it():
    token = Actor("陈静", "reader", scopes=frozenset({"memory.read", "term.decide"}))
    assert token.may("memory.read")
    assert not token.may("memory.export")
    assert not token.may("term.decide")


def test_require_names_the_actor_and_the_action():
    with pytest.raises(Denied) as refused:
        Actor("李伟", "reader").require("batch.import")
    assert (refused.value.actor, refused.value.action) == ("李伟", "batch.import")
