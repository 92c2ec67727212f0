"""The abbreviations that Party offices use every day; editors keep the list from here on."""

from django.db import migrations

GROUPS = [
    ["ĐUK", "Đảng ủy Khối"],
    ["BCH", "Ban Chấp hành"],
    ["BTV", "Ban Thường vụ"],
    ["UBKT", "Ủy ban Kiểm tra"],
    ["BTC", "Ban Tổ chức"],
    ["BTG", "Ban Tuyên giáo"],
    ["VP", "Văn phòng"],
    ["TCCSĐ", "tổ chức cơ sở đảng"],
    ["TCĐ", "tổ chức đảng"],
    ["CBĐV", "cán bộ, đảng viên"],
    ["CCVC", "công chức, viên chức"],
    ["TW", "TƯ", "Trung ương"],
    ["UBND", "Ủy ban nhân dân"],
    ["HĐND", "Hội đồng nhân dân"],
    ["MTTQ", "Mặt trận Tổ quốc"],
    ["LĐLĐ", "Liên đoàn Lao động"],
    ["ĐTN", "Đoàn Thanh niên"],
    ["NQ", "Nghị quyết"],
    ["CT", "Chỉ thị"],
    ["HD", "Hướng dẫn"],
    ["KH", "Kế hoạch"],
    ["BC", "Báo cáo"],
    ["TB", "Thông báo"],
    ["CV", "Công văn"],
    ["NĐ", "Nghị định"],
    ["QĐ", "Quyết định", "Quy định"],
    ["HNTW", "Hội nghị Trung ương"],
    ["ATTT", "an toàn thông tin"],
    ["CNTT", "công nghệ thông tin"],
    ["CĐS", "chuyển đổi số"],
    ["PCTN", "phòng, chống tham nhũng"],
]


def fill(apps, schema_editor):
    SynonymGroup = apps.get_model("search", "SynonymGroup")
    for members in GROUPS:
        SynonymGroup.objects.get_or_create(members="\n".join(members))


class Migration(migrations.Migration):
    dependencies = [("search", "0003_index_of_admin_search")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
