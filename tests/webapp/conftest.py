"""The application over one installation with a little of everything, and people to act as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.filled import filled
from webapp.accounts import Accounts
from webapp.app import create_app
from webapp.roles import ROLES
from webapp.services import Services
from webapp.work import Work

PASSWORD = "a password for tests"


@pytest.fixture
def work(services: Services) -> Iterator[Work]:
    """A unit of work on an empty memory."""
    with services.work() as work:
        yield work


@pytest.fixture(scope="session")
def filled_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """An installation that tests read and leave as it is."""
    services = filled(tmp_path_factory.mktemp("filled"))
    yield services
    services.close()


@pytest.fixture(scope="session")
def app(filled_services: Services) -> Flask:
    """The application over `filled_services`; nobody has an account there."""
    return create_app(filled_services, testing=True)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser at the machine itself."""
    return app.test_client()


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with one account for each role, named like it."""
    services = filled(tmp_path_factory.mktemp("staffed"))
    with services.work() as work:
        accounts = Accounts(work.session)
        for role in ROLES:
            accounts.add(role, PASSWORD, role)
        work.commit()
    yield create_app(services, testing=True)
    services.close()


@pytest.fixture
def as_user(staffed: Flask) -> Callable[[str | None], FlaskClient]:
    """Return a browser in which the person of that role is signed in; None: nobody is."""

    def enter(role: str | None) -> FlaskClient:
        client = staffed.test_client()
        if role is not None:
            services = staffed.extensions["duizhao"]
            with services.work() as work, client.session_transaction() as session:
                account = Accounts(work.session).named(role)
                session["account"], session["epoch"] = account.id, account.epoch
        return client

    return enter


@pytest.fixture
def own(tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser at a machine of its own, whose forms need no token."""
    services = filled(tmp_path)
    app = create_app(services, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app.test_client()
    services.close()
