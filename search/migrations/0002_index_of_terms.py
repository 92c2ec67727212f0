"""The index of terms, which is no Django model: each database has its own kind."""

from django.db import migrations


def create(apps, schema_editor):
    from search.engines.database import database_engine

    database_engine().create()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
