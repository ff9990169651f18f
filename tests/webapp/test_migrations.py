"""The schema's history leads to the models, on both databases."""

import json
from dataclasses import replace

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from webapp import migrations
from webapp.migrations.tables import metadata
from webapp.services import HEAD, open_services
from webapp.work import Work


def test_the_head_that_services_know_is_the_newest_migration():
    script = ScriptDirectory.from_config(migrations.configuration())
    assert script.get_current_head() == HEAD


def test_migrations_lead_to_the_models(engine):
    metadata().drop_all(engine)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []


def test_upgrading_twice_changes_nothing(engine):
    metadata().drop_all(engine)
    migrations.upgrade(engine)
    tables = inspect(engine).get_table_names()
    migrations.upgrade(engine)
    assert inspect(engine).get_table_names() == tables


def test_results_of_jobs_move_to_rows_of_their_own_and_back(engine):
    metadata().drop_all(engine)
    migrations.upgrade(engine)
    with engine.begin() as connection:
        configured = migrations.configuration()
        configured.attributes["connection"] = connection
        job = "INSERT INTO job (kind, name, actor, role, state, created, options, items, results)"
        command.downgrade(configured, "0002")
        connection.execute(text(
            f"{job} VALUES ('folder', 'x', 'li', 'editor', 'done', '2025-01-01', '{{}}', '[{{}},{{}}]',"
            """ '[{"zh": "a"},{"zh": "b"}]')"""
        ))  # fmt: skip
        command.upgrade(configured, "head")
        rows = connection.execute(text("SELECT item, result FROM job_result ORDER BY item")).all()
        command.downgrade(configured, "0002")
        back = connection.execute(text("SELECT results FROM job")).scalar_one()
    read = [each if isinstance(each, dict) else json.loads(each) for _, each in rows]
    assert (read, [item for item, _ in rows]) == ([{"zh": "a"}, {"zh": "b"}], [0, 1])
    assert (back if isinstance(back, list) else json.loads(back)) == read


def test_an_empty_home_upgrades_itself_and_holds_the_curated_glossary(settings, tmp_path):
    home = tmp_path / "empty"
    fresh = replace(settings, home=home, database_url=f"sqlite:///{home}/duizhao.db")
    services = open_services(fresh)
    with services.work() as work:
        assert isinstance(work, Work)
        assert len(work.termbase.all()) >= 250
    services.close()


def test_opening_again_keeps_what_people_changed(settings, services):
    with services.work() as work:
        first = work.termbase.all()[0]
        work.termbase.remove(first.id, actor="li")
        work.commit()
    again = open_services(settings)
    with again.work() as work:
        assert first.id not in {concept.id for concept in work.termbase.all()}
    again.close()
