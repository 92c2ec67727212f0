"""Menu and blocks of the home page get titles in English; each block belongs to a language."""

from uuid import uuid4

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def give_blocks_a_language(apps, schema_editor):
    """Every block so far stands on a home page in the main language.

    PostgreSQL alters no table whose deferred checks are still to come: they are done here.
    """
    sections = apps.get_model("home", "HomeSection").objects.all()
    if sections.exists():
        locale = apps.get_model("wagtailcore", "Locale").objects.get(
            language_code=settings.LANGUAGE_CODE
        )
        for section in sections:
            section.locale, section.translation_key = locale, uuid4()
            section.save(update_fields=["locale", "translation_key"])
    schema_editor.connection.check_constraints()


def locale_field(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="wagtailcore.locale",
        verbose_name="locale",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_galleries"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]
    operations = [
        migrations.AddField(
            "menuitem",
            "title_en",
            models.CharField(
                blank=True,
                help_text="Empty: the title of the English page, if the item leads to a page.",
                max_length=80,
                verbose_name="title in English",
            ),
        ),
        migrations.AddField("homesection", "locale", locale_field(null=True)),
        migrations.AddField(
            "homesection", "translation_key", models.UUIDField(editable=False, null=True)
        ),
        migrations.RunPython(give_blocks_a_language, migrations.RunPython.noop),
        migrations.AlterField("homesection", "locale", locale_field(null=False)),
        migrations.AlterField(
            "homesection", "translation_key", models.UUIDField(default=uuid4, editable=False)
        ),
        migrations.AlterUniqueTogether("homesection", {("translation_key", "locale")}),
    ]
