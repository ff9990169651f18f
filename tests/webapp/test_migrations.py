"""The schema's history leads to the models, on both databases."""

from dataclasses import replace

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

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
