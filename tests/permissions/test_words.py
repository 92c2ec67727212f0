"""What is refused is refused in words that name the reason or the remedy, and writes nothing."""

import pytest
from django.contrib.messages import get_messages

from .answers import browser_of
from .table import read_requests

pytestmark = pytest.mark.django_db

#: (role, method and beginning of the address in the table, words of the refusal)
REFUSALS = [
    ("admin", "POST workflows/disable/{workflow.pk}/", "đang được dùng nên không tắt được"),
    ("admin", "POST workflows/tasks/disable/{task.pk}/", "thuộc quy trình"),
    ("office", "POST workflows/edit/{workflow.pk}/", "bài đang được duyệt theo quy trình này"),
    ("office", "POST workflows/edit/{unused_workflow.pk}/", "mỗi chặng chỉ có mặt một lần"),
    ("translator", "POST localize/submit/page/{published.pk}/", "dịch trang cấp trên"),
    ("translator", "POST localize/translate/{translation.pk}/pofile/upload/", "chọn tệp PO"),
    ("admin", "POST redirects/import/process/", "chọn tệp cần nhập"),
    ("contributor", "POST bulk/home/banner/delete/?id={submitted_banner.pk}", "không xóa được"),
    ("admin", "POST bulk/home/banner/delete/?id={banner.pk}", "Chỉ cộng tác viên của đơn vị"),
    ("contributor", "POST images/multiple/{public_image.pk}/delete/", "đã từng được công khai"),
]


@pytest.mark.parametrize(
    ("role", "start", "words"), REFUSALS, ids=[start for _role, start, _words in REFUSALS]
)
def test_a_refusal_says_why(world, role, start, words):
    people, objects = world
    request = next(r for r in read_requests() if str(r).startswith(start))
    address, sends = request.filled(objects)

    response = browser_of(people, role).post(
        f"/admin/{address}", sends, "application/x-www-form-urlencoded"
    )

    said = " ".join(map(str, get_messages(response.wsgi_request)))
    assert response.status_code == 302
    assert words in said
