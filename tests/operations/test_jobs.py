"""Scheduled jobs run when due, once, each on its own."""

import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from operations import jobs
from operations.jobs import registered_jobs, run_due_jobs, scheduled
from operations.models import Heartbeat, ScheduledJob

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})


@pytest.fixture
def runs(registry):
    done: list[str] = []
    scheduled("tests.hourly", every=timedelta(hours=1))(lambda: done.append("hourly"))
    return done


def test_a_new_job_is_due_at_once_and_then_after_its_interval(runs):
    run_due_jobs()
    run_due_jobs()
    assert runs == ["hourly"]
    ScheduledJob.objects.update(last_run=timezone.now() - timedelta(minutes=61))
    run_due_jobs()
    assert runs == ["hourly", "hourly"]


def test_a_job_that_fails_stops_no_other_and_is_remembered(runs):
    def broken() -> None:
        raise RuntimeError("hết chỗ")

    scheduled("tests.broken", every=timedelta(hours=1))(broken)
    assert run_due_jobs() == {"tests.broken": False, "tests.hourly": True}
    row = ScheduledJob.objects.get(name="tests.broken")
    assert "hết chỗ" in row.last_error
    assert row.last_ok is None
    assert not row.running


def test_success_clears_the_last_error(runs):
    ScheduledJob.objects.create(name="tests.hourly", last_error="old")
    run_due_jobs()
    assert ScheduledJob.objects.get().last_error == ""
    assert ScheduledJob.objects.get().last_ok is not None


def test_a_job_that_somebody_else_runs_is_left_alone(runs):
    ScheduledJob.objects.create(
        name="tests.hourly", leased_until=timezone.now() + timedelta(minutes=1)
    )
    assert run_due_jobs() == {}
    assert ScheduledJob.objects.get().running


def test_a_job_whose_runner_died_is_taken_over_after_its_lease(runs):
    ScheduledJob.objects.create(
        name="tests.hourly", leased_until=timezone.now() - timedelta(seconds=1)
    )
    assert run_due_jobs() == {"tests.hourly": True}


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_never_run_one_job_at_the_same_time(registry):
    started = threading.Barrier(2)
    running = threading.Lock()
    done: list[int] = []

    def job() -> None:
        assert running.acquire(blocking=False)
        done.append(1)
        running.release()

    scheduled("tests.race", every=timedelta(hours=1))(job)
    ScheduledJob.objects.create(name="tests.race")

    def scheduler() -> None:
        started.wait()
        try:
            run_due_jobs()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=scheduler) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]


def test_two_functions_cannot_share_a_name(runs):
    with pytest.raises(ValueError, match="hourly"):
        scheduled("tests.hourly", every=timedelta(hours=1))(lambda: None)


def test_the_command_tells_what_ran_and_fails_with_the_job(runs, capsys):
    call_command("run_jobs")
    assert "tests.hourly: ok" in capsys.readouterr().out

    def broken() -> None:
        raise RuntimeError

    scheduled("tests.broken", every=timedelta(hours=1))(broken)
    with pytest.raises(CommandError, match="broken"):
        call_command("run_jobs")


@pytest.mark.django_db(transaction=True)
def test_the_loop_beats_runs_and_stops_when_told(runs):
    answers = iter([False, True, True])
    jobs.run_forever(lambda: next(answers))
    assert runs == ["hourly"]
    assert Heartbeat.objects.get().part == jobs.SCHEDULER


def test_the_portal_schedules_publication_and_housekeeping():
    names = {job.name: job.every for job in registered_jobs()}
    assert names["publish_scheduled"] <= timedelta(seconds=15)
    assert {"clear_sessions", "purge_task_results", "probe_worker"} <= names.keys()


def test_every_registered_job_runs_on_an_empty_portal():
    assert all(run_due_jobs().values())


def test_ended_sessions_are_cleared():
    Session.objects.create(
        session_key="x", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )
    run_due_jobs()
    assert not Session.objects.exists()


def test_old_task_results_are_purged_but_waiting_tasks_stay(settings):
    from django_tasks_db.models import DBTaskResult

    from operations.housekeeping import purge_task_results, worker_beat

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    waiting, done, fresh = (worker_beat.enqueue().id for _ in range(3))
    old = timezone.now() - timedelta(days=3)
    rows = DBTaskResult.objects
    rows.filter(id=done).update(status="SUCCESSFUL", finished_at=old)
    rows.filter(id=fresh).update(status="SUCCESSFUL", finished_at=timezone.now())
    rows.filter(id=waiting).update(enqueued_at=old)
    purge_task_results()
    assert {str(pk) for pk in rows.values_list("id", flat=True)} == {str(waiting), str(fresh)}


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_for_a_sign_of_life_once(settings):
    from django_tasks_db.models import DBTaskResult

    from operations.housekeeping import probe_worker

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    probe_worker()
    probe_worker()
    assert DBTaskResult.objects.count() == 1
    call_command("db_worker", "--batch", "--no-startup-delay", "-v0")
    assert Heartbeat.objects.filter(part=jobs.WORKER).exists()
