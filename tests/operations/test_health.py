"""Alive, ready, examined: what watchers and operators are told."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from operations import doctor, jobs, triggers, views
from operations.doctor import FAIL, OK, WARN, Finding, doctor_check, examine
from operations.models import Heartbeat, ScheduledJob

pytestmark = pytest.mark.django_db


def finding(name: str) -> Finding:
    return next(found for found in examine() if found.name == name)


def beat(part: str, **ago: int) -> None:
    Heartbeat.objects.create(part=part, at=timezone.now() - timedelta(**ago))


class TestAddresses:
    def test_healthz_answers_without_the_database(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            response = client.get("/healthz")
        assert (response.status_code, response.content) == (200, b"ok\n")
        assert "no-store" in response["Cache-Control"]

    def test_readyz_tells_what_the_portal_depends_on(self, client):
        beat(jobs.SCHEDULER, seconds=7)
        response = client.get("/readyz")
        assert response.status_code == 200
        state = response.json()
        assert state["ready"] is True
        assert (state["database"], state["migrations"], state["cache"]) == ("ok", "ok", "ok")
        assert 7 <= state["scheduler_seconds"] < 60
        assert state["worker_seconds"] is None

    def test_readyz_is_503_when_the_database_is_away(self, client, monkeypatch):
        def away(part: str) -> None:
            raise DatabaseError("gone")

        monkeypatch.setattr(jobs, "heartbeat_age", away)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["database"] == "away"

    def test_readyz_is_503_while_migrations_are_missing(self, client, monkeypatch):
        views._kept_yes.cache_clear()
        monkeypatch.setattr(views, "unapplied_migrations", lambda: ["units.0002_x"])
        assert client.get("/readyz").status_code == 503
        monkeypatch.setattr(views, "unapplied_migrations", lambda: [])
        assert client.get("/readyz").status_code == 200

    def test_a_cache_that_is_away_does_not_take_readers_away(self, client, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:1",
            }
        }
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json()["cache"] == "away"

    def test_probes_are_not_sent_to_https(self, client, settings):
        settings.SECURE_SSL_REDIRECT = True
        assert client.get("/healthz").status_code == 200
        assert client.get("/admin/").status_code == 301

    def test_probes_only_read(self, client):
        assert client.post("/healthz").status_code == 405
        assert client.post("/readyz").status_code == 405


class TestDoctor:
    def test_a_missing_guard_is_a_failure_that_says_what_to_do(self):
        triggers.drop_triggers()
        found = finding("triggers")
        assert found.level == FAIL
        assert "portal_audit_update" in found.sentence
        assert "migrate" in found.sentence
        triggers.install_triggers()
        assert finding("triggers").level == OK

    def test_missing_migrations_are_a_failure(self, monkeypatch):
        monkeypatch.setattr(doctor, "unapplied_migrations", lambda: ["units.0002_x"])
        assert finding("database").level == FAIL

    @pytest.mark.parametrize("part", [jobs.SCHEDULER, jobs.WORKER])
    def test_a_silent_part_is_a_failure(self, part):
        assert finding(part).level == FAIL
        beat(part, seconds=5)
        assert finding(part).level == OK
        Heartbeat.objects.update(at=timezone.now() - timedelta(hours=1))
        assert finding(part).level == FAIL

    def test_a_job_that_failed_is_named(self):
        ScheduledJob.objects.create(name="backup", last_error="Traceback\nOSError: hết chỗ")
        found = finding("jobs")
        assert found.level == WARN
        assert "backup: OSError: hết chỗ" in found.sentence

    @pytest.mark.rule("R20")
    def test_a_mail_server_that_is_away_turns_the_doctor_red(self, settings, capsys):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        with pytest.raises(SystemExit) as stopped:
            call_command("doctor", "--json")
        assert stopped.value.code == 1
        checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
        assert checks["mail"]["level"] == FAIL
        assert "EMAIL_URL" in checks["mail"]["sentence"]

    def test_a_mail_folder_that_cannot_be_written_is_a_failure(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = "/sys/portal-mail"
        assert finding("mail").level == FAIL

    def test_mail_that_stays_on_the_machine_is_a_warning(self, settings, tmp_path):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path)
        assert finding("mail").level == WARN
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("key", ["short", "x" * 60])
    def test_a_weak_secret_key_is_a_failure(self, settings, key):
        settings.SECRET_KEY = key
        assert finding("secret_key").level == FAIL

    def test_debug_is_a_failure(self, settings):
        settings.DEBUG = True
        assert finding("debug").level == FAIL

    def test_a_full_disk_is_told_in_time(self, monkeypatch):
        usage = type("Usage", (), {"free": 500_000_000})
        monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: usage)
        assert finding("disk").level == WARN
        usage.free = 100_000_000
        assert finding("disk").level == FAIL

    def test_a_check_that_breaks_is_itself_a_finding(self, monkeypatch):
        monkeypatch.setattr(doctor, "_checks", [])

        @doctor_check
        def broken() -> Finding:
            raise RuntimeError("không đọc được")

        assert [(found.name, found.level) for found in examine()] == [("broken", FAIL)]
        assert "không đọc được" in examine()[0].sentence

    def test_the_command_prints_a_line_each_and_fails_on_a_failure(self, capsys):
        with pytest.raises(SystemExit) as stopped:
            call_command("doctor")
        assert stopped.value.code == 1
        assert "✗ scheduler: " in capsys.readouterr().out

    def test_the_command_prints_json(self, capsys, monkeypatch):
        monkeypatch.setattr(doctor, "_checks", [lambda: Finding("a", WARN, "b")])
        call_command("doctor", "--json")
        assert json.loads(capsys.readouterr().out) == {
            "status": "warn",
            "checks": [{"name": "a", "level": "warn", "sentence": "b"}],
        }
