"""A database that goes away is told as such, and the server goes on when it is back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tm.errors import DatabaseUnusable
from webapp.services import Services

REASON = "connection to db.internal failed"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseUnusable(REASON)

    monkeypatch.setattr(Services, "work", fail)


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("address", ["/lookup?q=公益", "/terms", "/stats?ui=zh", "/api/v1/lookup?q=公益"])
def test_it_is_told_with_503_and_the_reason_stays_in_the_log(
    client: FlaskClient, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = client.get(address)
    assert answer.status_code == 503
    shown = answer.get_data(as_text=True)
    assert ("数据库" if "zh" in address else "database") in shown
    assert REASON not in shown
    assert REASON in capfd.readouterr().err


@pytest.mark.usefixtures("away")
def test_the_process_itself_is_still_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_it_goes_on_afterwards(client: FlaskClient) -> None:
    assert client.get("/lookup?q=公益").status_code == 200
