"""The work programme (R41, C8): what readers see of it, and what an entry has to say."""

import datetime as dt

import pytest
import vobject
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from approvals import services
from approvals.exceptions import Refused
from search.models import Entry
from tests.assets import samples
from tests.forms import edit_snippet
from tests.pages import fresh
from tests.portal import page_of, published
from tests.programme import changed, draft_entry, public_entry, this_week, through_chain
from units.models import EntryState, ProgrammeDocument, ProgrammeEntry

ADDRESS = "/chuong-trinh-cong-tac/"


def subjects(client, query="") -> list[str]:
    """Titles in the week, month or list, in order."""
    page = page_of(client, ADDRESS + query)
    found = page.select(".programme-title, .programme-subject > a, .month .day li > a")
    return [subject.get_text() for subject in found]


def calendar(client, query="") -> dict[str, dict]:
    """Events of ``lich.ics`` by their summary."""
    response = client.get(f"{ADDRESS}lich.ics{query}")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(event["summary"]): event for event in events}


@pytest.mark.rule("R41")
def test_an_entry_is_public_with_its_chain_and_not_before(bloc, portal, client):
    entry = draft_entry(bloc)
    services.submit(entry, bloc.contributor)
    for person in ("leader", "standing"):
        services.approve(fresh(entry), getattr(bloc, person))
    assert subjects(client) == [] and calendar(client) == {}
    services.approve(fresh(entry), bloc.publisher)
    assert subjects(client) == ["Họp giao ban"]
    row = page_of(client, ADDRESS).select_one(".programme-day tr[id]").get_text(" ", strip=True)
    for told in ("08:00 - 09:30", "Bí thư Đảng ủy", "Chi ủy các chi bộ", "Phòng họp số 1"):
        assert told in row
    assert set(calendar(client)) == {"Họp giao ban"}


@pytest.mark.parametrize("person", ["editor", "standing", "publisher", "contributor"])
def test_only_the_units_own_leader_begins_the_chain(bloc, portal, person):
    entry = draft_entry(bloc)
    services.submit(entry, bloc.contributor)
    with pytest.raises(Refused):
        services.approve(fresh(entry), getattr(bloc, person))
    assert not fresh(entry).live


@pytest.mark.rule("R41")
def test_what_readers_know_and_changes_is_marked_and_keeps_its_uid(bloc, portal, client):
    entry = public_entry(bloc)
    before = calendar(client)["Họp giao ban"]
    entry = changed(bloc, entry, starts=dt.time(14, 0), ends=dt.time(15, 0))
    assert entry.get_latest_revision_as_object().state == EntryState.CHANGED
    with pytest.raises(Refused, match="thay đổi"):
        services.submit(entry, bloc.contributor)
    entry = changed(bloc, entry, starts=dt.time(14, 0), ends=dt.time(15, 0), note="Sang chiều")
    through_chain(bloc, entry)
    mark = page_of(client, ADDRESS).select_one(".programme-change")
    assert mark.get_text(" ", strip=True) == "Thay đổi : Sang chiều"
    after = calendar(client)["Họp giao ban"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] >= before["sequence"]
    assert timezone.localtime(after["dtstart"].dt).time() == dt.time(14, 0)


@pytest.mark.rule("R41")
def test_a_cancelled_entry_stays_and_says_so_on_the_page_and_in_calendars(bloc, portal, client):
    entry = changed(bloc, public_entry(bloc), state=EntryState.CANCELLED, note="Lùi sang tuần sau")
    through_chain(bloc, entry)
    assert page_of(client, ADDRESS).select_one("tr.cancelled .programme-change strong").get_text()
    assert calendar(client)["Họp giao ban"]["status"] == "CANCELLED"


def test_a_draft_that_changes_before_it_is_public_is_no_change(bloc, portal):
    entry = changed(bloc, draft_entry(bloc), starts=dt.time(7, 0))
    assert entry.get_latest_revision_as_object().state == EntryState.PLANNED


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [
        (dt.time(9, 0), dt.time(8, 0), "ends"),
        (dt.time(9, 0), dt.time(9, 0), "ends"),
        (None, dt.time(9, 0), "starts"),
    ],
)
def test_an_entry_ends_after_it_begins(bloc, portal, starts, ends, field):
    with pytest.raises(ValidationError) as refused:
        draft_entry(bloc, starts=starts, ends=ends)
    assert set(refused.value.message_dict) == {field}
    assert not ProgrammeEntry.objects.exists()


def test_the_editor_shows_an_end_before_the_beginning_beside_its_field(bloc, portal, client_for):
    entry = draft_entry(bloc)
    response = edit_snippet(client_for(bloc.contributor), entry, {"ends": "07:00"})
    assert "Giờ kết thúc phải sau giờ bắt đầu" in response.content.decode()
    assert fresh(entry).get_latest_revision_as_object().ends == dt.time(9, 30)


@pytest.mark.parametrize(
    ("times", "warned"),
    [
        ((dt.time(9, 0), dt.time(10, 0)), True),
        ((dt.time(8, 0), None), True),
        ((None, None), True),
        ((dt.time(9, 30), dt.time(10, 0)), False),
    ],
)
def test_two_entries_of_one_chair_at_one_time_are_warned_of(
    bloc, portal, client_for, times, warned
):
    draft_entry(bloc, "Họp chi ủy")
    entry = draft_entry(bloc, "Tiếp công dân", starts=times[0], ends=times[1])
    url = reverse(entry.snippet_viewset.get_url_name("edit"), args=[entry.pk])
    client = client_for(bloc.contributor)
    assert edit_snippet(client, entry).status_code == 302
    assert ("cũng đang chủ trì “Họp chi ủy" in client.get(url).content.decode()) is warned


def test_a_clash_with_another_units_draft_does_not_name_it(bloc, portal, client_for):
    chair = "Đồng chí Bí thư"
    draft_entry(
        bloc, "Họp kín", unit=bloc.units.organisation, author=bloc.contributor2, chair=chair.upper()
    )
    entry = draft_entry(bloc, "Tiếp công dân", chair=chair)
    client = client_for(bloc.contributor)
    edit_snippet(client, entry)
    page = client.get("/admin/").content.decode()
    assert "một nội dung chưa công bố" in page
    assert "Họp kín" not in page


def test_week_month_and_list_show_the_same_entries(bloc, portal, client):
    today = timezone.localdate()
    public_entry(bloc, "Hôm nay", day=today)
    public_entry(bloc, "Sau này", day=today + dt.timedelta(days=40))
    assert subjects(client) == ["Hôm nay"]
    assert "Hôm nay" in subjects(client, "?view=month")
    later = today + dt.timedelta(days=40)
    assert "Sau này" in subjects(client, f"?view=month&month={later:%Y-%m}")
    assert subjects(client, f"?week={later}") == ["Sau này"]
    assert subjects(client, "?view=list") == ["Hôm nay", "Sau này"]


@pytest.mark.parametrize("query", ["?view=x", "?view=month&month=2026-13", "?of=99999", "?week=0"])
def test_nonsense_in_the_address_shows_the_present_week_or_says_so(bloc, portal, client, query):
    public_entry(bloc, day=this_week())
    assert "Họp giao ban" in subjects(client, query)


@pytest.mark.rule("R41")
def test_the_programme_by_committee_agencies_grassroots_and_unit(bloc, portal, client):
    public_entry(bloc, "Của bệnh viện")
    public_entry(bloc, "Của cấp ủy", of_committee=True)
    assert subjects(client, "?of=committee") == ["Của cấp ủy"]
    assert subjects(client, "?of=agencies") == []
    assert "Của bệnh viện" in subjects(client, "?of=grassroots")
    hospital, library = bloc.units.hospital.pk, bloc.units.library.pk
    assert "Của bệnh viện" in subjects(client, f"?of={hospital}")
    assert subjects(client, f"?of={library}") == []
    assert set(calendar(client, f"?of={hospital}")) == {"Của bệnh viện", "Của cấp ủy"}
    assert calendar(client, f"?of={library}") == {}
    assert client.get(f"{ADDRESS}lich.ics?of=99999").status_code == 404


@pytest.mark.rule("R33")
def test_an_event_with_an_entry_and_an_article_stands_once(bloc, portal, client):
    article = published(
        bloc.units.hospital, "Hội thi", event_date=this_week(), event_place="Hội trường"
    )
    public_entry(bloc, "Hội thi tay nghề", article=article)
    assert subjects(client) == ["Hội thi tay nghề"]
    assert set(calendar(client)) == {"Hội thi tay nghề"}
    link = page_of(client, ADDRESS).select_one(".programme-subject > a")
    assert link["href"] == article.get_url()


@pytest.mark.rule("R41")
def test_a_document_of_an_entry_is_public_exactly_while_the_entry_is(bloc, portal, client):
    paper = samples.document("ke-hoach.docx", samples.docx())
    entry = draft_entry(bloc)
    entry.documents.add(ProgrammeDocument(document=paper))
    entry.save()
    entry.save_revision(user=bloc.contributor)
    assert client.get(paper.url).status_code == 404
    entry = through_chain(bloc, fresh(entry))
    link = page_of(client, ADDRESS).select_one(".programme-subject .meta a")
    assert client.get(link["href"]).status_code == 200
    services.withdraw(entry, bloc.publisher, reason="Nhập nhầm")
    assert client.get(paper.url).status_code == 404


def test_a_withdrawn_entry_is_gone_from_page_calendar_and_search(bloc, portal, client):
    entry = public_entry(bloc)
    assert Entry.objects.filter(title="Họp giao ban").exists()
    services.withdraw(entry, bloc.publisher, reason="Nhập nhầm")
    assert subjects(client) == [] and calendar(client) == {}
    assert not Entry.objects.filter(title="Họp giao ban").exists()


def test_search_leads_to_the_entry_in_its_week(bloc, portal, client):
    entry = public_entry(bloc, day=this_week() + dt.timedelta(days=21))
    address = Entry.objects.get(title="Họp giao ban").url
    path, _hash, anchor = address.partition("#")
    assert page_of(client, path).find(id=anchor), address
    assert str(entry.day) in path


def test_the_unit_shows_what_is_coming(bloc, portal, client):
    public_entry(bloc, day=timezone.localdate())
    page = page_of(client, "/don-vi/benh-vien-da-khoa-tinh/")
    assert "Họp giao ban" in page.select_one(".coming").get_text()
    assert page.select_one(".aside-title a")["href"] == f"{ADDRESS}?of={bloc.units.hospital.pk}"


def test_each_day_carries_its_lunar_date(bloc, portal, client):
    tet = page_of(client, f"{ADDRESS}?week=2026-02-17")
    assert "âm lịch 1/1" in tet.select_one("time[datetime='2026-02-17']").parent.get_text()


def test_members_of_other_units_do_not_see_a_draft_in_the_admin(bloc, portal, client_for):
    entry = draft_entry(bloc, "Lịch chưa công bố")
    listing = reverse(entry.snippet_viewset.get_url_name("list"))
    edit = reverse(entry.snippet_viewset.get_url_name("edit"), args=[entry.pk])
    assert "Lịch chưa công bố" in client_for(bloc.contributor).get(listing).content.decode()
    stranger = client_for(bloc.contributor2)
    assert "Lịch chưa công bố" not in stranger.get(listing).content.decode()
    assert stranger.get(edit).status_code == 404


@pytest.mark.rule("R41")
def test_another_library_reads_the_calendar_back(bloc, portal, client):
    note = "Mang theo: sổ tay; bút, giấy\\ghi"
    public_entry(bloc, "Sinh hoạt; chuyên đề, quý IV", place="Phòng 2, nhà A", attendees=note)
    public_entry(bloc, "Cả ngày", starts=None, ends=None)
    text = client.get(f"{ADDRESS}lich.ics").content.decode()
    assert all(len(line.encode()) <= 75 for line in text.splitlines())
    events = {
        event.summary.value: event for event in vobject.readOne(text).components() if event.name
    }
    timed, whole = events["Sinh hoạt; chuyên đề, quý IV"], events["Cả ngày"]
    assert timed.location.value == "Phòng 2, nhà A"
    assert note in timed.description.value
    assert timezone.localtime(timed.dtstart.value).time() == dt.time(8, 0)
    assert timed.dtend.value - timed.dtstart.value == dt.timedelta(hours=1, minutes=30)
    assert whole.dtstart.value == this_week()
