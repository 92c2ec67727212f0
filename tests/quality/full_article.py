"""An article with every kind of block, published in the demo portal by its real chain.

Runs in the portal's own process: ``publish()`` answers the article's path.
"""

from django.core.files.base import ContentFile

from accounts.models import User
from approvals import services
from assets.models import Document, Image, Media
from tests.assets import samples
from units.blocks import BodyBlock
from units.models import ArticlePage, Topic, UnitPage

CHAIN = ("leader", "editor", "standing", "publisher")


def publish() -> str:
    """Write it as the hospital's contributor and take it through all stages."""
    author = User.objects.get(username="contributor")
    parent = UnitPage.objects.get(slug="benh-vien-da-khoa-tinh")
    body = _body(author)
    missing = set(BodyBlock.base_blocks) - {kind for kind, _value in body}
    assert not missing, f"kinds of blocks without a sample: {missing}"
    article = ArticlePage(
        title="Bài có đủ các loại khối nội dung",
        slug="du-cac-loai-khoi",
        lead="Mỗi loại khối có mặt một lần, để kiểm tra cách trình bày.",
        unit=parent.unit,
        author=author,
        live=False,
        main_image=_image("Anh dau bai.png", author),
        body=body,
        origin=ArticlePage.Origin.COMPILED,
        source_name="Báo điện tử của tỉnh",
        source_url="https://bao.example/bai",
        event_date="2026-01-05",
        event_time="08:00",
        event_place="Hội trường Bệnh viện",
    )
    parent.add_child(instance=article)
    article.topics.set(Topic.objects.all()[:3])
    article.related_pages.create(target=parent)
    article.save_revision(user=author)
    services.submit(article, author)
    for username in CHAIN:
        services.approve(_fresh(article), User.objects.get(username=username))
    assert _fresh(article).live
    return _fresh(article).get_url()


def _fresh(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def _body(author: User) -> list[tuple[str, object]]:
    first, second = _image("Anh mot.png", author), _image("Anh hai.png", author)
    return [
        ("h2", "Đề mục lớn"),
        (
            "text",
            "<p>Có <b>chữ đậm</b>, <i>chữ nghiêng</i>, <a href='/don-vi/'>liên kết</a>.</p>"
            "<ul><li>Mục thứ nhất</li><li>Mục thứ hai</li></ul><ol><li>Bước một</li></ol>",
        ),
        ("h3", "Đề mục nhỏ"),
        ("image", {"image": first, "caption": "Lời chú ảnh", "credit": "Phòng Tổ chức cán bộ"}),
        ("gallery", {"title": "Chùm ảnh", "images": [_shown(first), _shown(second)]}),
        ("video", {"media": _media("phim.mp4", samples.MP4, "video", author), "caption": "Phim"}),
        ("audio", {"media": _media("tin.mp3", samples.MP3, "audio", author), "caption": ""}),
        ("file", {"document": _document(author), "title": "Kế hoạch kèm theo"}),
        ("quotation", {"text": "Lời trích\nhai dòng", "by": "Bí thư Đảng ủy Bệnh viện"}),
        ("table", _table()),
        ("call_out", {"title": "Lưu ý", "text": "<p>Đề nghị mang theo thẻ đảng viên.</p>"}),
    ]


def _shown(image: Image) -> dict:
    return {"image": image, "caption": image.title, "credit": ""}


def _table() -> dict:
    return {
        "data": [["Đơn vị", "Đảng viên"], ["Khoa Khám bệnh", "21"], ["Khoa Nhi", "17"]],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": "Số đảng viên theo khoa",
    }


def _image(name: str, author: User) -> Image:
    content = samples.picture(size=(1600, 1000))
    return Image.objects.create(
        file=ContentFile(content, name),
        title=name.removesuffix(".png"),
        description="Quầy đón tiếp của bệnh viện vào buổi sáng",
        credit="Bệnh viện Đa khoa tỉnh",
        uploaded_by_user=author,
    )


def _document(author: User) -> Document:
    return Document.objects.create(
        file=ContentFile(samples.pdf(), "ke-hoach.pdf"), title="Kế hoạch", uploaded_by_user=author
    )


def _media(name: str, content: bytes, kind: str, author: User) -> Media:
    return Media.objects.create(
        file=ContentFile(content, name),
        title="Bản tin của bệnh viện",
        type=kind,
        duration=30,
        transcript="Lời của bản tin.\nDòng thứ hai.",
        credit="Phòng Truyền thông",
        uploaded_by_user=author,
    )
