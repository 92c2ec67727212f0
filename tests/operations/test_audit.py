"""The audit trail keeps every act and lets nobody rewrite one."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from operations.audit import record
from operations.models import AuditEntry, AuditTrailIsAppendOnly

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return get_user_model().objects.create_user(
        "lan", password="x", last_name="Nguyễn Thị", first_name="Lan"
    )


@pytest.fixture
def entry(person):
    return record("tests.act", actor=person, obj=person, digest="abc", reason="Đính chính")


def sql(statement: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_an_act_is_recorded_with_person_object_content_and_reason(entry, person):
    kept = AuditEntry.objects.get()
    assert (kept.action, kept.actor, kept.acting_for) == ("tests.act", person, None)
    assert (kept.content_type, kept.object_id) == ("accounts.user", str(person.pk))
    assert kept.digest == "abc"
    assert kept.detail == {"reason": "Đính chính"}


def test_an_act_for_somebody_else_names_both(person):
    other = get_user_model().objects.create_user("binh", password="x")
    assert record("tests.act", actor=person, acting_for=other).acting_for == other


def test_the_time_is_that_of_the_clock_in_force(person, monkeypatch):
    from datetime import UTC, datetime

    from django.utils import timezone

    moment = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert record("tests.act").at == moment


def test_an_act_undone_with_its_transaction_leaves_no_row(person):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("tests.act", actor=person)
        raise RuntimeError
    assert not AuditEntry.objects.exists()


def test_the_model_refuses_to_change_a_row(entry):
    entry.action = "tests.other"
    with pytest.raises(AuditTrailIsAppendOnly):
        entry.save()
    with pytest.raises(AuditTrailIsAppendOnly):
        AuditEntry.objects.update(action="tests.other")
    with pytest.raises(AuditTrailIsAppendOnly):
        AuditEntry.objects.bulk_update([entry], ["action"])


def test_the_model_refuses_to_delete_a_row(entry):
    with pytest.raises(AuditTrailIsAppendOnly):
        entry.delete()
    with pytest.raises(AuditTrailIsAppendOnly):
        AuditEntry.objects.all().delete()


def test_the_model_refuses_a_row_with_the_number_of_another(entry):
    with pytest.raises(AuditTrailIsAppendOnly):
        AuditEntry(pk=entry.pk, at=entry.at, action="tests.other").save()


def test_the_database_refuses_to_change_a_row(entry):
    with pytest.raises(DatabaseError, match="append-only"):
        sql("UPDATE operations_auditentry SET action = 'x' WHERE id = %s", entry.pk)


def test_the_database_refuses_to_delete_a_row(entry):
    with pytest.raises(DatabaseError, match="append-only"):
        sql("DELETE FROM operations_auditentry WHERE id = %s", entry.pk)


def test_the_database_refuses_the_ways_of_its_own(entry):
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")  # what is still to be checked stops a TRUNCATE too
    statement = {
        "sqlite": "REPLACE INTO operations_auditentry SELECT * FROM operations_auditentry",
        "postgresql": "TRUNCATE operations_auditentry",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"):
        sql(statement)


def test_a_person_in_the_trail_cannot_be_deleted(entry, person):
    with pytest.raises(ProtectedError):
        person.delete()


def test_what_wagtail_logs_of_a_page_is_in_the_trail(person):
    page = Page.objects.first()
    log(instance=page, action="wagtail.edit", user=person, data={"note": "x"})
    kept = AuditEntry.objects.get()
    assert (kept.action, kept.actor) == ("wagtail.edit", person)
    assert (kept.content_type, kept.object_id) == ("wagtailcore.page", str(page.pk))
    assert kept.detail == {"note": "x"}


def test_what_wagtail_logs_of_another_object_is_in_the_trail(person):
    locale = Locale.objects.first()
    log(instance=locale, action="wagtail.edit", user=person)
    kept = AuditEntry.objects.get(action="wagtail.edit")
    assert (kept.content_type, kept.object_id) == ("wagtailcore.locale", str(locale.pk))


def test_a_log_entry_undone_with_its_transaction_leaves_no_row(person):
    with pytest.raises(RuntimeError), transaction.atomic():
        log(instance=Locale.objects.first(), action="wagtail.edit", user=person)
        raise RuntimeError
    assert not AuditEntry.objects.exists()


class TestRegister:
    """The trail in the admin."""

    @pytest.fixture
    def reader(self, bloc, client_for):
        """An office member whose role was given the permission."""
        allowed = Permission.objects.get(codename="view_auditentry")
        bloc.office.groups.get(name="role:office").permissions.add(allowed)
        return client_for(bloc.office)

    def test_it_lists_searches_and_shows_entries(self, reader, entry, person):
        record("tests.other", obj=Locale.objects.first())
        listing = reader.get(reverse("audit_modeladmin_index"))
        assert "Nguyễn Thị Lan" in listing.content.decode()
        assert "tests.other" in listing.content.decode()
        found = reader.get(reverse("audit_modeladmin_index") + "?q=tests.act")
        assert [row.action for row in found.context["object_list"]] == ["tests.act"]
        shown = reader.get(reverse("audit_modeladmin_inspect", args=[entry.pk]))
        assert "Đính chính" in shown.content.decode()

    def test_it_filters_by_action(self, reader, entry):
        record("tests.other", obj=Locale.objects.first())
        url = reverse("audit_modeladmin_index")
        response = reader.get(url + "?action=tests.other")
        assert [row.action for row in response.context["object_list"]] == ["tests.other"]

    @pytest.mark.parametrize("verb", ["create", "edit", "delete"])
    def test_not_even_a_superuser_can_write_it(self, client, entry, verb):
        client.force_login(get_user_model().objects.create_superuser("root", password="x"))
        arguments = [] if verb == "create" else [entry.pk]
        url = reverse(f"audit_modeladmin_{verb}", args=arguments)
        for method in (client.get, client.post):
            response = method(url)
            assert response.status_code == 302
            assert response.url == reverse("wagtailadmin_home")
        assert AuditEntry.objects.filter(pk=entry.pk, action="tests.act").exists()

    def test_who_lacks_the_permission_does_not_see_it(self, bloc, client_for):
        response = client_for(bloc.contributor).get(reverse("audit_modeladmin_index"))
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
