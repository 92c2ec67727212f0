"""Triggers are installed after every migrate, whatever it did to the tables."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from operations import triggers
from operations.triggers import Trigger, missing_triggers, register_source

TABLE = "django_site_probe"


def refusing(name: str = "portal_probe", table: str = TABLE) -> Trigger:
    return Trigger(
        name=name,
        table=table,
        sqlite=(
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} "
            "WHEN (SELECT count(*) FROM auth_group) >= 0 "
            "BEGIN SELECT RAISE(ABORT, 'portal: kept'); END"
        ),
        postgresql=(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'portal: kept'; END $$; "
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        ),
    )


@pytest.fixture
def sources(monkeypatch):
    monkeypatch.setattr(triggers, "_sources", [])
    return triggers._sources


@pytest.fixture
def table(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id integer PRIMARY KEY)")
        cursor.execute(f"INSERT INTO {TABLE} VALUES (1)")
    yield TABLE
    triggers.drop_triggers()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def delete_everything() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def test_a_declared_trigger_is_missing_until_migrate_installs_it(table, sources):
    register_source(lambda: [refusing()])
    assert missing_triggers() == ["portal_probe"]
    call_command("migrate", verbosity=0)
    assert missing_triggers() == []
    with pytest.raises(DatabaseError, match="portal: kept"):
        delete_everything()


def test_installing_twice_changes_nothing(table, sources):
    register_source(lambda: [refusing()])
    triggers.install_triggers()
    triggers.install_triggers()
    assert missing_triggers() == []


def test_a_changed_definition_replaces_the_old_one(table, sources):
    register_source(lambda: [refusing()])
    triggers.install_triggers()
    sources[:] = [
        lambda: [
            Trigger(
                "portal_probe",
                TABLE,
                refusing().sqlite.replace("kept", "changed"),
                refusing().postgresql.replace("kept", "changed"),
            )
        ]
    ]
    triggers.install_triggers()
    with pytest.raises(DatabaseError, match="portal: changed"):
        delete_everything()


def test_what_nobody_declares_any_more_is_dropped(table, sources):
    register_source(lambda: [refusing()])
    triggers.install_triggers()
    sources.clear()
    triggers.install_triggers()
    delete_everything()


def test_a_trigger_of_somebody_else_is_left_alone(table, sources):
    foreign = refusing()
    sql = foreign.sql(connection.vendor).replace("portal_probe", "other_probe")
    with connection.cursor() as cursor:
        cursor.execute(sql)
    triggers.install_triggers()
    with pytest.raises(DatabaseError, match="portal: kept"):
        delete_everything()
    with connection.cursor() as cursor:
        on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER other_probe{on_table}")


def test_a_table_that_does_not_exist_yet_stays_missing(db, sources):
    register_source(lambda: [refusing(table="not_there")])
    triggers.install_triggers()
    assert missing_triggers() == ["portal_probe"]


def test_an_event_that_a_vendor_lacks_is_not_missing(db, sources):
    empty = Trigger("portal_nothing", TABLE, sqlite="", postgresql="")
    register_source(lambda: [empty])
    assert missing_triggers() == []


def test_a_name_without_the_prefix_is_refused():
    with pytest.raises(ValueError, match="portal_"):
        Trigger("gate", TABLE, "", "")


def test_two_triggers_of_one_name_are_refused(sources):
    register_source(lambda: [refusing(), refusing()])
    with pytest.raises(ValueError, match="portal_probe"):
        triggers.declared_triggers()


def test_a_source_is_registered_once(sources):
    def source():
        return [refusing()]

    assert register_source(source) is source
    register_source(source)
    assert len(sources) == 1


@pytest.fixture
def remake_groups():
    """Alters auth_group, which SQLite does by remaking the table, and alters it back in the end."""
    before = ProjectState()
    fields = [
        ("id", models.AutoField(primary_key=True)),
        ("name", models.CharField(max_length=150, unique=True)),
    ]
    migrations.CreateModel("Group", fields).state_forwards("auth", before)
    alter = migrations.AlterField("Group", "name", models.CharField(max_length=151, unique=True))
    after = before.clone()
    alter.state_forwards("auth", after)

    def run(one: ProjectState, other: ProjectState) -> None:
        triggers.step_aside(using="default", plan=[alter])
        try:
            with connection.schema_editor() as editor:
                alter.database_forwards("auth", editor, one, other)
        finally:
            triggers.come_back(using="default")

    yield lambda: run(before, after)
    run(after, before)


def test_triggers_survive_a_table_that_django_remakes(table, sources, remake_groups):
    """The trigger names auth_group, which SQLite renames while it remakes it."""
    register_source(lambda: [refusing()])
    triggers.install_triggers()
    remake_groups()
    assert missing_triggers() == []
    with pytest.raises(DatabaseError, match="portal: kept"):
        delete_everything()
