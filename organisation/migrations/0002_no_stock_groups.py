"""Wagtail brings two groups with rights of their own; here rights come from memberships."""

from django.db import migrations


def remove_stock_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [migrations.RunPython(remove_stock_groups, migrations.RunPython.noop)]
