"""Laws of folds: the order of delivery, deliveries twice, and snapshots change nothing, down to the byte."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.property.event_strategies import SESSIONS, corrected_logs, events, logs
from unkink.coach import standing
from unkink.coach.folding import Fold, Snapshot, carried_on, continues, folded
from unkink.coach.keeping import as_json, from_json
from unkink.coach.record import SessionRecord, fold_of, record_of
from unkink.coach.settling import settled
from unkink.coach.standing import Standing
from unkink.wire.event import Event, Kind

RECORD = fold_of(SESSIONS[0])
FOLDS: list[tuple[Fold[Any], Any]] = [(standing.FOLD, Snapshot[Standing]), (RECORD, Snapshot[SessionRecord])]
folds = st.sampled_from(FOLDS)
CLOSE = (Kind.SESSION_STARTED, Kind.SESSION_ENDED, Kind.RUNG_SET, Kind.PAIN, Kind.EXERCISE_DONE, Kind.UNDONE)
"""What the folds look at, so that corrections often meet what they correct."""
close_logs = logs(8) | corrected_logs(CLOSE)


@given(folds, close_logs, st.randoms(use_true_random=False))
def test_the_order_and_number_of_deliveries_change_nothing(fold: Any, log: list[Event], random: Any) -> None:
    """Events shuffled, some of them twice: the same snapshot, the same bytes."""
    again = [*log, *(event for event in log if random.random() < 0.3)]
    random.shuffle(again)
    assert as_json(folded(fold[0], again)) == as_json(folded(fold[0], log))
    assert settled(again) == settled(log) or {*settled(again).waiting} == {*settled(log).waiting}
    assert settled(again).events == settled(log).events


@given(folds, close_logs, st.data())
def test_a_snapshot_carried_on_is_what_the_whole_log_gives(fold: Any, log: list[Event], data: st.DataObject) -> None:
    """Cut anywhere, in fold order or not: carried on it is the same to the byte, or it says that it cannot be."""
    if data.draw(st.booleans()):
        log = sorted(log, key=lambda event: event.order)
    cut = data.draw(st.integers(0, len(log)))
    kept = as_json(folded(fold[0], log[:cut]))
    further = carried_on(fold[0], from_json(fold[1], kept), log[cut:])
    if further is not None:
        assert as_json(further) == as_json(folded(fold[0], log))


@given(folds, close_logs)
def test_one_event_at_a_time_is_the_whole_log(fold: Any, log: list[Event]) -> None:
    """Where `continues` agrees, carrying on with one event gives what everything so far gives."""
    snapshot = folded(fold[0], [])
    for number, event in enumerate(sorted(log, key=lambda one: one.order), 1):
        further = carried_on(fold[0], snapshot, [event])
        assert (further is not None) == continues(fold[0], snapshot, event)
        whole = folded(fold[0], sorted(log, key=lambda one: one.order)[:number])
        assert further is None or as_json(further) == as_json(whole)
        snapshot = whole


@given(folds, close_logs)
def test_without_corrections_in_fold_order_a_snapshot_is_always_carried_on(fold: Any, log: list[Event]) -> None:
    """Only a late event or a correction ever asks for the whole log again."""
    plain = sorted((one for one in log if one.corrects is None), key=lambda one: one.order)
    snapshot = folded(fold[0], [])
    for event in plain:
        carried = carried_on(fold[0], snapshot, [event])
        assert carried is not None
        snapshot = carried
    assert as_json(snapshot) == as_json(folded(fold[0], plain))


@given(folds, close_logs)
def test_a_snapshot_comes_back_from_its_json(fold: Any, log: list[Event]) -> None:
    snapshot = folded(fold[0], log)
    assert from_json(fold[1], as_json(snapshot)) == snapshot
    assert as_json(from_json(fold[1], as_json(snapshot).encode())) == as_json(snapshot)


@given(close_logs)
def test_the_record_of_a_session_needs_its_own_events_and_what_hangs_together_with_them(log: list[Event]) -> None:
    """Events of other sessions do no harm: the session's events, what corrects them, and what they correct."""
    session = SESSIONS[0]
    needed = {event.id for event in log if event.session == session}
    while more := {*_ups(log, needed), *_downs(log, needed)} - needed:
        needed |= more
    assert record_of(session, log) == record_of(session, [event for event in log if event.id in needed])


@given(close_logs, st.data())
def test_undoing_restores_what_was_before(log: list[Event], data: st.DataObject) -> None:
    """An event that is undone, whatever it was, leaves what there would be if it had never been told."""
    plain = [one for one in log if one.corrects is None]
    if not plain:
        return
    undone = data.draw(st.sampled_from(plain))
    undoing = replace(data.draw(events((Kind.UNDONE,))), id=UUID(int=9999), corrects=undone.id)
    others = [one for one in plain if one is not undone]
    assert settled([*plain, undoing]).events == settled(others).events
    assert folded(standing.FOLD, [*plain, undoing]).state == folded(standing.FOLD, others).state


def _ups(log: list[Event], ids: set[UUID]) -> set[UUID]:
    return {event.id for event in log if event.corrects in ids}


def _downs(log: list[Event], ids: set[UUID]) -> set[UUID]:
    return {event.corrects for event in log if event.id in ids and event.corrects in {one.id for one in log}} - {None}
