"""Signing in: in Vietnamese, recorded, without leaking who has an account."""

import logging

import pytest
from wagtail.models import ModelLogEntry

PASSWORD = "Trăng-sáng-2026"


@pytest.fixture
def editor(bloc):
    bloc.editor.set_password(PASSWORD)
    bloc.editor.save()
    return bloc.editor


def actions(user) -> list[str]:
    entries = ModelLogEntry.objects.for_instance(user).order_by("timestamp", "pk")
    return list(entries.values_list("action", flat=True))


def test_the_page_is_vietnamese_and_names_no_product(client, db):
    page = client.get("/admin/login/").content.decode()
    assert "Đăng nhập" in page
    assert "Quên mật khẩu?" in page
    assert "Wagtail" not in page
    assert "Mật khẩu" in page
    assert "Sign in" not in page


def test_log_in_and_out_and_a_wrong_password_are_recorded(editor, client):
    before = len(actions(editor))
    client.post("/admin/login/", {"username": editor.username, "password": "wrong-word"})
    client.post("/admin/login/", {"username": editor.username, "password": PASSWORD})
    client.post("/admin/logout/")
    assert actions(editor)[before:] == [
        "accounts.log_in_failed",
        "accounts.log_in",
        "accounts.log_out",
    ]
    for entry in ModelLogEntry.objects.for_instance(editor):
        assert not entry.data


def test_an_unknown_name_leaves_no_personal_data(editor, client, caplog):
    before = ModelLogEntry.objects.count()
    with caplog.at_level(logging.WARNING):
        client.post("/admin/login/", {"username": "mat-khau-cua-toi", "password": "x"})
    assert ModelLogEntry.objects.count() == before
    assert "mat-khau-cua-toi" not in caplog.text
    assert "log-in failed" in caplog.text


def test_the_answer_does_not_tell_whether_an_account_exists(editor, client):
    def answer(username: str) -> str:
        data = {"username": username, "password": "wrong"}
        page = client.post("/admin/login/", data)
        return str(page.context["form"].errors)

    assert answer(editor.username) == answer("nobody-of-that-name")


def test_a_weak_password_is_refused_in_vietnamese(editor, client_for):
    browser = client_for(editor)
    response = browser.post(
        "/admin/account/",
        {
            "password-old_password": PASSWORD,
            "password-new_password1": "12345678",
            "password-new_password2": "12345678",
        },
    )
    assert response.status_code == 200
    assert "Mật khẩu" in response.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_the_account_page_changes_name_and_password_and_offers_no_portrait(editor, client_for):
    browser = client_for(editor)
    page = browser.get("/admin/account/").content.decode()
    assert "gravatar" not in page
    assert 'name="avatar-avatar"' not in page
    response = browser.post(
        "/admin/account/",
        {
            "name_email-first_name": "Ngân",
            "name_email-last_name": "Đàm Thị Kim",
            "name_email-email": editor.email,
            "locale-preferred_language": "vi",
            "locale-current_time_zone": "Asia/Ho_Chi_Minh",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "password-old_password": PASSWORD,
            "password-new_password1": "Nắng-mới-2027",
            "password-new_password2": "Nắng-mới-2027",
            "name_email-is_superuser": "on",
        },
    )
    assert response.status_code == 302
    editor.refresh_from_db()
    assert editor.last_name == "Đàm Thị Kim"
    assert editor.check_password("Nắng-mới-2027")
    assert not editor.is_superuser
    assert browser.get("/admin/").status_code == 200


def test_the_session_cookie_is_out_of_reach_for_scripts(editor, client):
    response = client.post("/admin/login/", {"username": editor.username, "password": PASSWORD})
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
