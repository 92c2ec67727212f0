"""The parts of the demo loader, and what stops it."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.tasks import update_reference_index_task

from accounts.models import User
from approvals.notifications import deliver
from assets.models import Image
from home.demo import bodies, clock, errands, files, loading
from home.demo.acts import Act, Plan, acts_of
from home.demo.reading import CONTENT, Content
from home.demo.world import World
from organisation.models import Unit
from organisation.services import create_unit
from tests.pages import found_tree

LOADER = Path(loading.__file__).parent


@pytest.fixture(scope="module")
def content() -> Content:
    """The file as read on a Wednesday."""
    return Content(date(2026, 11, 18))


class TestReading:
    def test_the_file_is_in_composed_unicode(self):
        text = CONTENT.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text)

    def test_decomposed_text_is_composed(self):
        text = unicodedata.normalize("NFD", "meta: {timezone: Asia/Ho_Chi_Minh}\ntên: Đảng ủy")
        assert Content(date(2026, 11, 18), text)["tên"] == "Đảng ủy"

    @pytest.mark.parametrize(
        ("token", "text"),
        [
            ("{{dm}}", "15/11"),
            ("{{dmy}}", "15/11/2026"),
            ("{{dm+7}}", "22/11"),
            ("{{thu}}", "Chủ nhật"),
            ("{{thu+1}}", "thứ Hai"),
            ("{{thu-1}}", "thứ Bảy"),
            ("{{y+60}}", "2027"),
        ],
    )
    def test_tokens_are_seen_from_the_day_of_the_event(self, content, token, text):
        assert content.filled([{"p": f"Ngày {token}."}], -3) == [{"p": f"Ngày {text}."}]

    def test_hours_are_local(self, content):
        assert content.at(-1, "16:20").isoformat() == "2026-11-17T16:20:00+07:00"

    def test_what_would_fall_on_the_load_date_is_begun_the_evening_before(self, content):
        moved = content.before_today(content.at(0, "08:00"))
        assert moved.date() == content.day(-1)
        early = content.at(-2, "08:00")
        assert content.before_today(early) == early


class TestClock:
    def test_it_says_the_moment_and_moves_on(self, content):
        moment = content.at(-40, "10:00")
        with clock.set_to(moment):
            first, second = timezone.now(), timezone.now()
            assert timezone.localdate() == content.day(-40)
        assert first == moment < second
        assert timezone.now() > second

    def test_it_is_put_right_again_after_an_error(self, content):
        real = timezone.now
        with pytest.raises(RuntimeError), clock.set_to(content.at(-40, "10:00")):
            raise RuntimeError
        assert timezone.now is real

    def test_no_room_keeps_a_clock_of_its_own(self):
        """``from django.utils.timezone import now`` would go on showing the real time."""
        rooms = [settings.ROOT / app for app in ("home", "units", "approvals", "organisation")]
        rooms += [settings.ROOT / app for app in ("accounts", "assets", "search", "operations")]
        sources = [source for room in rooms for source in room.rglob("*.py")]
        own = re.compile(r"from django\.utils\.timezone import|datetime\.now\(")
        assert [str(s) for s in sources if own.search(s.read_text(encoding="utf-8"))] == []


class TestBodies:
    def test_text_flows_together_and_is_escaped(self):
        told = [{"p": "a < b"}, {"list": ["một", "hai"]}, {"h2": "Mục"}, {"numbered": ["ba"]}]
        assert bodies.body(told) == [
            ("text", "<p>a &lt; b</p><ul><li>một</li><li>hai</li></ul>"),
            ("h2", "Mục"),
            ("text", "<ol><li>ba</li></ol>"),
        ]

    def test_a_block_nobody_can_make_is_an_error(self):
        with pytest.raises(KeyError):
            bodies.body([{"image": {"ref": "img-hoi-nghi"}}])


class TestActs:
    def labels(self, **fields) -> list[str]:
        begins = Content(date(2026, 11, 18)).at(-3, "15:00")
        plan = Plan("a", begins, "p-office", lambda: None, **fields)
        found = list(acts_of(plan, {}))
        assert all(isinstance(act, Act) for act in found)
        assert [act.at for act in found] == sorted(act.at for act in found)
        return [act.label.removeprefix("a: ") for act in found]

    def test_a_draft_is_only_written(self):
        assert self.labels(state="draft") == ["write"]

    def test_a_piece_gets_as_far_as_its_stage(self):
        assert self.labels(state="unit") == ["write", "submit"]
        assert self.labels(state="standing") == ["write", "submit", "unit", "editorial"]

    def test_a_banner_passes_the_propaganda_board(self):
        assert self.labels(route="banner") == [
            *("write", "submit", "unit", "editorial", "propaganda", "standing", "publication")
        ]

    def test_a_returned_piece_comes_back_from_the_editorial_board(self):
        end = {"by": "p-editor", "reason": "Đề nghị sửa."}
        assert self.labels(state="returned", end=end) == ["write", "submit", "unit", "return"]


class TestStopping:
    def test_the_gate_is_never_opened_by_the_loader(self):
        sources = [*LOADER.glob("*.py"), LOADER.parent / "management" / "commands" / "demo.py"]
        assert not [s for s in sources if "publication_open" in s.read_text(encoding="utf-8")]

    def test_a_portal_with_content_of_its_own_is_refused(self, bloc):
        with pytest.raises(CommandError) as refusal:
            call_command("demo")
        assert "DATA_DIR" in str(refusal.value)
        assert not User.objects.filter(username="contributor13").exists()

    def test_an_account_of_the_same_name_is_other_content(self, db):
        User.objects.create(username="editor")
        with pytest.raises(loading.PortalOccupied):
            loading.load(password="", say=lambda line: None)

    def test_an_interrupted_loading_leaves_nothing_behind(self, db):
        lines: list[str] = []

        def interrupt(line: str) -> None:
            lines.append(line)
            if len(lines) > 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            loading.load(password="", say=interrupt)
        assert not User.objects.exists()
        assert not Unit.objects.exists()
        assert not Page.objects.filter(depth__gt=1).exists()

    def test_files_of_an_interrupted_loading_are_taken_away(self, db, content):
        world = World(content)
        person = User.objects.create(username="office")
        world.people["p-office"] = person
        unit = Unit(name="Đảng ủy Khối", short_name="Khối", kind="bloc", field="")
        world.units["van-phong"] = create_unit(unit, by=None)
        with pytest.raises(KeyboardInterrupt), loading.all_or_nothing(world):
            kept = files.image(world, "img-hoi-nghi", "van-phong", person)
            assert kept.file.storage.exists(kept.file.name)
            raise KeyboardInterrupt
        assert not kept.file.storage.exists(kept.file.name)
        assert not Image.objects.exists()


class TestErrands:
    def test_tasks_wait_and_are_done_once(self, bloc):
        page = found_tree(bloc).hospital
        of_page = ReferenceIndex.objects.filter(object_id=str(page.pk))
        of_page.delete()
        with errands.put_off() as results:
            for _time in range(3):
                update_reference_index_task.enqueue("units", "unitpage", str(page.pk))
            assert not of_page.exists()
        assert len(results) == 3
        errands.run(results)
        assert results == []
        assert of_page.exists()

    def test_nobody_is_written_to(self, mailoutbox):
        with errands.put_off() as results:
            deliver.enqueue("Chờ đồng chí duyệt", "Nội dung", ["office@danguykhoi.example"])
        errands.run(results)
        assert mailoutbox == []
