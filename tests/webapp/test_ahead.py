"""Preparing ahead: afterwards the pages count nothing, and show what they would have counted."""

from __future__ import annotations

from tests.webapp.filled import filled
from tm.errors import Busy
from webapp.actions import ahead, health, saved, termuse


def test_what_was_prepared_is_not_counted_again(tmp_path, monkeypatch):
    services = filled(tmp_path)
    with services.work() as work:
        counted = saved._by_month(work, saved.MONTHS), termuse._counted(work)
        examined = health._examined(work)
    ahead.prepare(services)
    for module, name in ((saved, "_by_month"), (termuse, "_counted"), (health, "_examined")):
        monkeypatch.setattr(module, name, None)
    with services.work() as work:
        assert (saved.by_month(work), termuse.most_used(work)) == counted
        assert health.health(work) == examined
    services.close()


def test_a_step_that_fails_leaves_the_others(tmp_path, monkeypatch, caplog):
    def busy(work):
        raise Busy("the index")

    services, taken = filled(tmp_path), []
    monkeypatch.setattr(ahead, "STEPS", (busy, taken.append))
    ahead.prepare(services)
    assert len(taken) == 1
    assert "the index" in caplog.text
    services.close()
