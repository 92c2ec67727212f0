"""Wagtail's first migration makes a live page that nobody approved: it goes."""

from django.db import migrations


def delete_welcome_page(apps, schema_editor):
    """Delete the page and the Site that shows it; the tree's root counts no child then.

    Historical models carry no tree methods, so the counts are mended by hand. Later
    trees are founded by ``home.services.found_portal``.
    """
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    welcome = Page.objects.filter(
        slug="home", depth=2, numchild=0, content_type__app_label="wagtailcore"
    ).first()
    if welcome is None:
        return
    Site.objects.filter(root_page=welcome).delete()
    Page.objects.filter(pk=welcome.pk).delete()
    root = Page.objects.get(depth=1)
    root.numchild = Page.objects.filter(depth=2, path__startswith=root.path).count()
    root.save(update_fields=["numchild"])


class Migration(migrations.Migration):
    dependencies = [("home", "0002_initial")]
    operations = [migrations.RunPython(delete_welcome_page, migrations.RunPython.noop)]
