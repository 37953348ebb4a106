"""What the coach knows of a person is kept in one row: what following their whole log comes to, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.unit.site.coaching.lives import Life, days_ago
from tests.unit.site.diary_events import somebody
from tests.unit.site.diary_logs import logs
from tests.unit.site.player.days import NECK, flagship, program_of
from tests.unit.site.test_diary_views import in_batches
from unkink.coach.following import Following
from unkink.coach.keeping import as_json
from unkink.site.coaching import followed, texts
from unkink.site.coaching.followed import followed_of
from unkink.site.diary.forget import forget_views
from unkink.site.diary.insert import insert
from unkink.site.diary.models import FollowedRow
from unkink.site.diary.reading import events_in_order, log_of

pytestmark = pytest.mark.django_db
TALL = "slouch-to-tall"


@pytest.fixture
def life() -> Life:
    return Life(somebody(), flagship()).enrol(200).screen(200)


def from_the_start(life: Life) -> str:
    return as_json(Following(life.program).follow(events_in_order(log_of(life.person))))


def test_the_row_is_what_following_the_log_comes_to(life: Life) -> None:
    for ago in (9, 6, 3):
        life.session(ago)
        assert followed_of(life.person, life.program).body == from_the_start(life)
    kept = FollowedRow.objects.get()
    forget_views(life.person)
    assert not FollowedRow.objects.exists()
    assert followed_of(life.person, life.program).body == kept.body


class TestAnyLog(TestCase):
    @settings(max_examples=40)
    @given(st.data())
    def test_in_any_order_over_any_time_and_read_in_between_it_is_that_of_following_from_the_start(
        self, data: st.DataObject
    ) -> None:
        anna = somebody()
        told = data.draw(logs(anna))
        log = [replace(one, at=one.at - timedelta(days=data.draw(st.integers(0, 400)))) for one in told]
        for batch in in_batches(
            list(data.draw(st.permutations(log))), data.draw(st.lists(st.integers(0, 5), max_size=6))
        ):
            insert(anna, batch, received_ms=1)
            if data.draw(st.booleans()):
                followed_of(anna, flagship())
        kept = followed_of(anna, flagship())
        assert kept.body == as_json(Following(flagship()).follow(log))
        forget_views(anna)
        assert followed_of(anna, flagship()) == kept


def test_nothing_is_followed_twice(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.session(3)
    first = followed_of(life.person, life.program)

    def again(*_: object) -> None:
        raise AssertionError("followed again")

    monkeypatch.setattr(followed, "_brought_up", again)
    assert followed_of(life.person, life.program) == first


def test_what_arrives_late_is_taken_in(life: Life) -> None:
    life.session(9)
    life.session(2)
    followed_of(life.person, life.program)
    life.session(5, pain={TALL: 7})
    assert followed_of(life.person, life.program).body == from_the_start(life)
    assert {one.exercise: one.rung for one in life.decision().exercises}[TALL] == -1


def test_what_is_taken_back_lately_is_followed_from_the_base(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten years before it cost nothing."""
    for week in range(28, 0, -4):
        life.session(7 * week)
        followed_of(life.person, life.program)
    before = followed_of(life.person, life.program).body
    base = followed.state_of(FollowedRow.objects.get().base or "")
    assert base and base.last and base.last.at > days_ago(7 * 28), "the base follows at a distance"
    monkeypatch.setattr(followed, "_from_the_start", None)
    chosen = life.tell("rung-set", {"rung": 2, "by": "person"}, days_ago(1), exercise=TALL)
    assert followed_of(life.person, life.program).body != before
    life.tell("undone", {}, days_ago(0.5), corrects=chosen.id)
    assert followed_of(life.person, life.program).body == from_the_start(life)


def test_what_is_taken_back_from_before_the_base_is_followed_from_the_start(life: Life) -> None:
    old = life.tell("rung-set", {"rung": 2, "by": "person"}, days_ago(190), exercise=TALL)
    for week in range(26, 0, -4):
        life.session(7 * week)
        followed_of(life.person, life.program)
    life.tell("undone", {}, days_ago(0.5), corrects=old.id)
    assert followed_of(life.person, life.program).body == from_the_start(life)


def test_what_is_told_late_of_a_day_before_the_base_is_followed_from_the_start(life: Life) -> None:
    for week in range(26, 0, -4):
        life.session(7 * week)
        followed_of(life.person, life.program)
    assert FollowedRow.objects.get().base
    life.session(150)
    assert followed_of(life.person, life.program).body == from_the_start(life)


@pytest.mark.parametrize("spoilt", [{"body": "{}"}, {"texts": "another-coach"}, {"texts": ""}, {"arrival": 10**9}])
def test_a_row_that_is_of_no_use_is_made_again(life: Life, spoilt: dict[str, object]) -> None:
    life.session(3)
    kept = followed_of(life.person, life.program)
    FollowedRow.objects.update(**spoilt)
    assert followed_of(life.person, life.program) == kept
    assert FollowedRow.objects.get().body == kept.body


def test_on_another_program_the_log_is_followed_by_its_text(life: Life) -> None:
    life.session(3)
    psoas = followed_of(life.person, life.program)
    other = followed_of(life.person, program_of(NECK))
    assert other.texts != psoas.texts
    assert flagship().hash in other.texts, "the text before is still on the shelf, and is read for its own sessions"


def test_the_coach_is_named_by_its_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    now = texts.coach_as_it_is()
    changed = tmp_path_factory.mktemp("coach") / "rules.py"
    changed.write_text("GREENS_TO_RISE = 3")
    monkeypatch.setattr(texts, "_sources", lambda: iter([changed]))
    assert texts.coach_as_it_is.__wrapped__() != now


def test_a_base_is_some_weeks_old() -> None:
    assert timedelta(days=28) < followed.BASE_BEFORE < timedelta(days=120)
