"""Things to be found in tests: any model will do, search knows nothing of the domain."""

from collections.abc import Iterable
from datetime import date

from search.kinds import EntryData
from search.models import FileText
from search.services import publish


def thing(name: str, *entries: EntryData) -> FileText:
    """An object called ``name`` whose kind yields exactly ``entries``."""
    made = FileText(digest=name)
    made.entries = list(entries)
    return made


def entries_of(made: FileText) -> Iterable[EntryData]:
    return getattr(made, "entries", [])


def text(title: str, body: str = "", **fields) -> EntryData:
    """Entry data with an address of its own."""
    fields.setdefault("url", f"/{abs(hash((title, body))) % 10**9}/")
    return EntryData(title=title, body=body, **fields)


def show(name: str, title: str, body: str = "", **fields) -> FileText:
    """Publish one thing with one entry."""
    made = thing(name, text(title, body, url=f"/{name}/", **fields))
    publish(made)
    return made


LIBRARY = {
    "quy-dinh": {
        "title": "Quy định về quản lý và sử dụng Trang thông tin điện tử",
        "body": "Ban hành kèm theo Quy định này là các điều khoản về quản lý Trang thông tin.",
        "number": "845-QĐ/ĐUK",
        "date": date(2025, 3, 12),
        "unit": 1,
        "unit_label": "Văn phòng",
        "level": "Đảng ủy Khối",
    },
    "thi-hanh": {
        "title": "Tin hội nghị",
        "body": "Hội nghị quán triệt Quy định số 845-QĐ/ĐUK và bàn giải pháp thực hiện.",
        "date": date(2025, 4, 2),
        "unit": 2,
        "unit_label": "Ban Tuyên giáo",
    },
    "ban-ghe": {
        "title": "Thông báo mua sắm",
        "body": "Cơ quan mua bàn ghế cho phòng họp. Chiếc bàn gỗ được đặt ở giữa.",
        "date": date(2024, 1, 5),
        "unit": 1,
        "unit_label": "Văn phòng",
    },
    "ban-nha": {
        "title": "Thông báo thanh lý",
        "body": "Cơ quan bán nhà làm việc cũ, bán cả xe, bán đấu giá công khai.",
        "date": date(2024, 6, 5),
        "unit": 1,
        "unit_label": "Văn phòng",
    },
    "benh-vien": {
        "title": "Đảng bộ Bệnh viện Đa khoa tỉnh tổ chức đại hội",
        "body": "Đại hội bầu Ban Chấp hành khóa mới gồm mười lăm đồng chí. "
        "Buổi chiều, đại hội thảo luận về y tế cơ sở. "
        "Bác sĩ Nguyễn Thị Hoa trình bày tham luận về phòng chống dịch.",
        "date": date(2025, 5, 20),
        "unit": 3,
        "unit_label": "Bệnh viện",
    },
    "uy-ban": {
        "title": "Ủy ban Kiểm tra làm việc với chi bộ",
        "body": "Đoàn của Ủy ban Kiểm tra Đảng ủy Khối kiểm tra việc thu, nộp đảng phí.",
        "date": date(2025, 6, 1),
        "unit": 4,
        "unit_label": "Ủy ban Kiểm tra",
    },
    "hoa-binh": {
        "title": "Chuyến thăm Hòa Bình",
        "body": "Đoàn thăm thủy điện Hòa Bình và trồng cây ở khu di tích.",
        "date": date(2023, 9, 2),
        "unit": 2,
        "unit_label": "Ban Tuyên giáo",
    },
}


def fill_library() -> None:
    """Publish all of LIBRARY."""
    for name, fields in LIBRARY.items():
        show(name, **fields)
