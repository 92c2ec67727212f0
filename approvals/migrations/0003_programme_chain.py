"""The chain of the work programme (C8): officer, head of the agency, standing member, network."""

from django.db import migrations

WORKFLOW, KIND = "Chương trình công tác (C8)", "programme"
STAGES = ("unitleadertask", "standingmembertask", "publicationtask")


def make_chain(apps, schema_editor):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    workflow = Workflow.objects.create(name=WORKFLOW)
    for position, model in enumerate(STAGES):
        stage = apps.get_model("approvals", model).objects.order_by("pk").first()
        WorkflowTask.objects.create(workflow=workflow, task_id=stage.pk, sort_order=position)
    apps.get_model("approvals", "Chain").objects.create(kind=KIND, workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_chains")]
    operations = [migrations.RunPython(make_chain, migrations.RunPython.noop)]
