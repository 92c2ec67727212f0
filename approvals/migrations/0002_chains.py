"""The chains of requirements 1B as data: stages, workflows, and the kind each serves."""

from django.db import migrations

#: task model: (name, service time in hours)
STAGES = {
    "unitleadertask": ("Đơn vị duyệt", 8),
    "editorialtask": ("Tổ biên tập duyệt", 8),
    "propagandatask": ("Ban Tuyên giáo duyệt", 8),
    "standingmembertask": ("Thường trực phụ trách duyệt", 8),
    "publicationtask": ("Quản trị mạng xuất bản", 4),
}

_ALL = ["unitleadertask", "editorialtask", "standingmembertask", "publicationtask"]

#: workflow: (stages in order, kinds of content)
CHAINS = {
    "Tin, bài (C1, C2, C10)": (_ALL, ["article"]),
    "Banner tuyên truyền (C7)": (
        ["unitleadertask", "editorialtask", "propagandatask", "standingmembertask",
         "publicationtask"],
        ["banner"],
    ),
    "Giới thiệu, trang thông tin đơn vị (C9)": (_ALL, ["page", "unit_page"]),
    "Bản dịch (C13)": (_ALL[1:], ["translation"]),
}


def make_chains(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    Chain = apps.get_model("approvals", "Chain")
    stages = {}
    for model, (name, hours) in STAGES.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="approvals", model=model)
        stages[model] = apps.get_model("approvals", model).objects.create(
            name=name, content_type=content_type, service_hours=hours
        )
    for name, (order, kinds) in CHAINS.items():
        workflow = Workflow.objects.create(name=name)
        for position, model in enumerate(order):
            WorkflowTask.objects.create(
                workflow=workflow, task_id=stages[model].pk, sort_order=position
            )
        for kind in kinds:
            Chain.objects.create(kind=kind, workflow=workflow)


def remove_core_default(apps, schema_editor):
    """Core's own "Moderators approval" lets one group approve everything: it goes."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    apps.get_model("wagtailcore", "WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore", "WorkflowTask").objects.filter(
        workflow__name="Moderators approval"
    ).delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
    operations = [
        migrations.RunPython(remove_core_default, migrations.RunPython.noop),
        migrations.RunPython(make_chains, migrations.RunPython.noop),
    ]
