"""compose.yaml and the Dockerfile, as far as they can be tried without a container engine."""

import re

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from assets.formats import MAX_SIZES

COMPOSE = yaml.safe_load((settings.ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "portal"]
DOCKERFILE = (settings.ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_parts_of_the_portal_are_all_there():
    assert set(OURS) == {"migrate", "web", "worker", "scheduler"}
    assert set(SERVICES) - set(OURS) == {"database", "cache", "search", "nginx"}


@pytest.mark.parametrize("name", OURS)
def test_our_containers_write_nowhere_but_into_data_and_hold_no_rights(name):
    service = SERVICES[name]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]
    assert "ports" not in service


@pytest.mark.parametrize("name", OURS)
def test_what_a_container_runs_exists(name):
    program, *arguments = SERVICES[name]["command"]
    if program == "gunicorn":
        assert (settings.ROOT / arguments[-1]).is_file()
    else:
        assert (settings.ROOT / arguments[0]).is_file()
        assert arguments[1] in get_commands()


def test_only_nginx_is_reachable_from_outside():
    published = {name for name, service in SERVICES.items() if "ports" in service}
    assert published == {"nginx"}


def test_every_service_waits_for_services_that_exist_and_volumes_are_declared():
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", ())) <= set(SERVICES), name
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert source.startswith("./") or source in COMPOSE["volumes"], name
            assert not source.startswith("./") or (settings.ROOT / source).is_file()


def test_no_secret_is_written_down():
    for name, service in SERVICES.items():
        for key, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY", key):
                assert str(value).startswith("${"), (name, key)


def test_nginx_takes_films_as_large_as_the_portal_does_and_serves_media_from_inside_only():
    told = (settings.ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", told)[1])
    assert megabytes * 1024 * 1024 > max(MAX_SIZES.values())
    protected = re.search(r"location /protected/ \{(.*?)\}", told, re.DOTALL)[1]
    assert "internal;" in protected and "alias /data/media/;" in protected


def test_the_image_is_built_in_stages_from_locked_packages_and_runs_as_nobody():
    assert len(re.findall(r"^FROM ", DOCKERFILE, re.MULTILINE)) == 2
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER portal$", last_stage, re.MULTILINE)
