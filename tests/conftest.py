"""Fixtures: an installation in a fresh home, a database session, the command line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from tm.database import open_engine
from webapp.cli import cli, main
from webapp.migrations.tables import metadata
from webapp.services import Services, open_services
from webapp.settings import Settings

ALL = os.environ.get("DUIZHAO_TEST_ALL") == "1"
POSTGRESQL = os.environ.get("DUIZHAO_TEST_POSTGRESQL")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it where tests were skipped although everything should run."""
    if ALL and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("DUIZHAO_TEST_ALL is set: a skipped test fails the run", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run for a skipped test where everything should run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if ALL and exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def settings_in(home: Path) -> Settings:
    """Settings of an installation on SQLite in `home`."""
    return replace(Settings.from_environment({"DUIZHAO_HOME": str(home)}), actor="tester")


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as its first use leaves it; opened once, copied by every test that wants one."""
    home = tmp_path_factory.mktemp("new") / "home"
    services = open_services(settings_in(home))
    assert len(services.lexicon) > 0  # built here once, not by every test that aligns
    services.close()
    return home


@pytest.fixture
def home(new_home: Path, tmp_path: Path) -> Path:
    """A home with the curated glossary and an empty memory."""
    copy = tmp_path / "home"
    shutil.copytree(new_home, copy)
    return copy


@pytest.fixture
def settings(home: Path) -> Settings:
    """Settings of an installation on SQLite in `home`."""
    return settings_in(home)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """An installation with the curated glossary and an empty memory."""
    opened = open_services(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgresql(worker_id: str) -> str:
    """The address of a database of this test process's own."""
    if POSTGRESQL is None:
        pytest.skip("DUIZHAO_TEST_POSTGRESQL names no server")
    name = f"test_{worker_id}"
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine with every table, on both databases we support."""
    if request.param == "postgresql":
        engine = open_engine(request.getfixturevalue("postgresql"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    else:
        engine = open_engine(f"sqlite:///{tmp_path}/test.db")
    metadata().create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that nobody commits."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def run_main(home: Path) -> Callable[..., Result]:
    """Run the command line as the shell does: errors become one line and an exit status."""
    runner = CliRunner()

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def shell(arguments: tuple[str, ...]) -> None:
        main(list(arguments))

    def invoke(*arguments: str, input: str | None = None) -> Result:
        environment = {"DUIZHAO_HOME": str(home), "DUIZHAO_DATABASE_URL": None, "USER": "tester"}
        return runner.invoke(shell, arguments, input=input, env=environment)

    return invoke


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    """Run the command line in `home`: `run("lookup", "你好", "--json")`."""
    runner = CliRunner()

    def invoke(*arguments: object, input: str | bytes | None = None) -> Result:
        environment = {"DUIZHAO_HOME": str(home), "DUIZHAO_DATABASE_URL": None}
        return runner.invoke(cli, [str(argument) for argument in arguments], input=input,
                             env=environment, catch_exceptions=True)  # fmt: skip

    return invoke
