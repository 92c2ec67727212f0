"""Every kind of public page of the demo portal, by name."""

from types import MappingProxyType

import pytest

#: name -> path; ``every_block`` is added once it is published.
PATHS = MappingProxyType(
    {
        "home": "/",
        "section": "/gioi-thieu/",
        "section with news": "/hoc-tap-va-lam-theo/",
        "plain": "/gioi-thieu/gioi-thieu-chung/",
        "leadership": "/gioi-thieu/ban-chap-hanh/",
        "news": "/tin-tuc/",
        "news, second page": "/tin-tuc/?page=2",
        "news, filtered": "/tin-tuc/?topic=xay-dung-dang",
        "news, nothing found": "/tin-tuc/?topic=xay-dung-dang&month=1990-01",
        "notices": "/tin-tuc/thong-bao/",
        "units": "/don-vi/",
        "unit": "/don-vi/benh-vien-da-khoa-tinh/",
        "topic": "/chu-de/xay-dung-dang/",
        "work programme": "/chuong-trinh-cong-tac/",
        "work programme, month": "/chuong-trinh-cong-tac/?view=month",
        "work programme, list": "/chuong-trinh-cong-tac/?view=list&of=committee",
        "work programme, nothing planned": "/chuong-trinh-cong-tac/?week=1999-01-01&of=99999",
        "media library": "/thu-vien/",
        "photos": "/thu-vien/anh/",
        "album": "/don-vi/ban-dan-van/ngay-hoi-hien-mau-tinh-nguyen/",
        "film": "/don-vi/cong-ty-dien-luc/nam-dieu-can-nho-ve-an-toan-dien-khi-co-giong-bao/",
        "search": "/tim-kiem/",
        "search, found": "/tim-kiem/?q=chi+bo",
        "search, filtered": "/tim-kiem/?q=chi+bo&type=article",
        "search, nothing found": "/tim-kiem/?q=xyzxyz",
        "English home": "/en/",
        "English unit": "/en/don-vi/ban-to-chuc/",
        "English programme": "/en/chuong-trinh-cong-tac/",
        "English article": "/en/don-vi/thu-vien-tinh/nguoi-thu-thu-dua-sach-ve-vung-que/",
        "topics": "/chu-de/",
        "guidance with forms": "/huong-dan-nghiep-vu/cong-tac-to-chuc/",
        "not found": "/khong-co-trang-nay/",
    }
)


@pytest.fixture(scope="session")
def paths(portal) -> dict[str, str]:
    """Every kind of page that the portal's addresses answer with."""
    article = portal.run("from tests.quality.full_article import publish; print(publish())")
    return {**PATHS, "article with every block": article}
