"""Publishing and withdrawing: findable with the commit, unfindable with the commit."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from search import services, statistics
from search.models import Entry, EntryText, FacetSet, TermStatistic
from search.results import SearchRequest
from search.searching import search

from .things import show, text, thing

pytestmark = pytest.mark.usefixtures("things")


def found(query: str, **options) -> list[str]:
    return [hit.url for hit in search(SearchRequest(query, **options)).hits]


def counted(term: str) -> int:
    return TermStatistic.objects.filter(term=term).values_list("documents", flat=True).first() or 0


def test_what_is_published_is_found_within_the_same_transaction(db):
    show("a", "Đại hội chi bộ", "Chi bộ bầu cấp ủy.")
    assert found("dai hoi chi bo") == ["/a/"]


def test_what_is_withdrawn_is_gone_within_the_same_transaction(db):
    made = show("a", "Đại hội chi bộ")
    services.withdraw(made)
    assert found("dai hoi") == []
    assert not Entry.objects.exists()
    assert not EntryText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_that_is_rolled_back_leaves_everything_findable(things):
    made = show("a", "Đại hội chi bộ")

    class Refused(Exception):
        pass

    with pytest.raises(Refused), transaction.atomic():
        services.withdraw(made)
        assert found("dai hoi") == []
        raise Refused
    assert found("dai hoi") == ["/a/"]
    assert counted("dai") == 1


def test_publishing_again_replaces_and_leaves_no_old_word(db, committed):
    with committed():
        show("a", "Thông báo tuyển dụng", "Bệnh viện tuyển điều dưỡng.")
    with committed():
        show("a", "Thông báo hủy tuyển dụng", "Bệnh viện không tuyển nữa.")
    assert found("dieu duong") == []
    assert found("huy tuyen dung") == ["/a/"]
    assert counted("duong") == 0
    assert counted("tuyen") == 1
    assert counted(TermStatistic.DOCUMENTS) == 1


def test_publishing_the_same_again_costs_one_query_and_writes_nothing(
    db, django_assert_max_num_queries
):
    show("a", "Đại hội chi bộ")
    before = Entry.objects.get().pk
    with django_assert_max_num_queries(3):  # the query and its savepoint
        show("a", "Đại hội chi bộ")
    assert Entry.objects.get().pk == before


def test_a_thing_whose_kind_yields_nothing_any_more_is_withdrawn(db):
    show("a", "Đại hội chi bộ")
    services.publish(thing("a"))
    assert not Entry.objects.exists()


def test_a_thing_of_no_registered_kind_is_no_error(db):
    services.publish(FacetSet(kind="x"))
    services.withdraw(FacetSet(kind="x"))


def test_withdrawing_the_unknown_is_no_error(db):
    services.withdraw(thing("never-seen"))


def test_an_expired_entry_is_refused_by_the_query_itself(db):
    soon = timezone.now() + timedelta(hours=1)
    show("a", "Góp ý dự thảo quy chế", expires_at=soon)
    show("b", "Góp ý dự thảo kế hoạch", expires_at=timezone.now() - timedelta(seconds=1))
    results = search(SearchRequest("gop y du thao"))
    assert [hit.url for hit in results.hits] == ["/a/"]
    assert results.total == 1
    assert [choice.count for choice in results.facets["kind"]] == [1]


def test_each_page_of_a_file_is_an_entry_with_its_number(db):
    pages = [
        text("Nghị quyết", f"Nội dung trang {n}: {word}", url=f"/f.pdf#page={n}", file=1, part=n)
        for n, word in ((1, "mở đầu"), (2, "chỉ tiêu phấn đấu"), (3, "tổ chức thực hiện"))
    ]
    services.publish(thing("f", *pages))
    results = search(SearchRequest("chỉ tiêu phấn đấu"))
    assert (results.hits[0].url, results.hits[0].file_page) == ("/f.pdf#page=2", 2)


def test_publishing_many_is_publishing_each(db, committed):
    things_to_show = [
        thing(f"t{n}", text(f"Tin số {n}", "bản tin", url=f"/{n}/")) for n in range(7)
    ]
    with committed():
        assert services.publish_many(things_to_show) == 7
    assert search(SearchRequest("ban tin")).total == 7
    assert counted(TermStatistic.DOCUMENTS) == 7


def test_text_of_any_kind_can_be_published(db):
    show("a", "\x00 \ud800 \u0300", "𝓗𝓸̣̂𝓲 nghị \x01 " + "x" * 5000 + " ' \" \\ ; --")
    assert found("nghi") == ["/a/"]


def test_statistics_that_fail_cost_nothing_but_exactness(db, committed, monkeypatch):
    def fail(rows):
        connection.cursor().execute("SELECT * FROM no_such_table")

    monkeypatch.setattr("search.statistics._add", fail)
    with committed():
        show("a", "Đại hội chi bộ")
    assert found("dai hoi") == ["/a/"]


def test_after_everything_is_flushed_no_term_is_left(db):
    show("a", "Đại hội chi bộ")
    Entry.objects.all().delete()
    services.forget_leftovers()
    show("b", "Chuyện khác")
    assert found("dai hoi") == []


def test_counting_anew_gives_what_was_counted_on_the_way(db, committed):
    with committed():
        show("a", "Đại hội chi bộ 1", "Chi bộ bầu cấp ủy; 12/QĐ-ĐUK.", number="845-QĐ/ĐUK")
        show("b", "Tin", "")
        show("c", "", "Đại hội | đại hội")
    with committed():
        services.withdraw(thing("b"))
    on_the_way = dict(TermStatistic.objects.exclude(documents=0).values_list("term", "documents"))
    TermStatistic.objects.update(documents=7)
    TermStatistic.objects.create(term="zzz", documents=3)
    statistics.recount()
    assert dict(TermStatistic.objects.values_list("term", "documents")) == on_the_way
