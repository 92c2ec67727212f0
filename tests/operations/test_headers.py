"""What every answer tells the browser, by the header that really leaves."""

import pytest

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, str]:
    directives = response["Content-Security-Policy"].split(";")
    return {name: rest for name, _, rest in (each.strip().partition(" ") for each in directives)}


def test_readers_get_the_strict_policy(client):
    said = policy(client.get("/healthz"))
    assert said["default-src"] == said["script-src"] == said["style-src"] == "'self'"
    assert said["object-src"] == "'none'"
    assert said["frame-ancestors"] == said["base-uri"] == said["form-action"] == "'self'"
    assert "unsafe" not in str(said)


def test_the_admin_gets_what_wagtail_needs_and_no_more(client):
    said = policy(client.get("/admin/login/"))
    assert said["script-src"] == said["style-src"] == "'self' 'unsafe-inline'"
    assert said["script-src-attr"] == said["object-src"] == "'none'"
    assert said["default-src"] == "'self'"
    assert "unsafe-eval" not in str(said)


def test_a_redirect_of_the_admin_keeps_the_admin_policy(client):
    assert "script-src-attr" in policy(client.get("/admin/"))


def test_an_address_that_only_looks_like_the_admin_is_for_readers(client):
    assert "unsafe" not in str(policy(client.get("/administration/")))


def test_an_error_page_carries_the_strict_policy(client):
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert policy(response)["script-src"] == "'self'"


@pytest.mark.parametrize("address", ["/healthz", "/admin/login/", "/khong-co-trang-nay/"])
def test_no_page_may_use_a_device(client, address):
    said = client.get(address)["Permissions-Policy"]
    for feature in ("camera", "microphone", "geolocation"):
        assert f"{feature}=()" in said


@pytest.mark.parametrize("address", ["/healthz", "/admin/login/"])
def test_every_answer_refuses_sniffing_and_foreign_frames(client, address):
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
