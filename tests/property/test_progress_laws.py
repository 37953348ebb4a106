"""Laws of progress and its charts, whatever somebody did and told over however many years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.event_strategies import corrected_logs
from tests.unit.coach.people import FIRST, ZONE, program_of
from unkink.coach.deciding import decide
from unkink.coach.exercise_record import ExerciseRecord, Way
from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.results import Result
from unkink.coach.planning.past import Past
from unkink.coach.planning.slots import DAY
from unkink.coach.progress.buckets import MOST, buckets_of
from unkink.coach.progress.from_log import progress_from
from unkink.coach.progress.progress import Known, Progress, progress_of
from unkink.coach.record import SessionRecord
from unkink.export.charts.exhibits import (
    Exhibit,
    doses_exhibits,
    effort_exhibit,
    measured_exhibits,
    pain_exhibit,
    sessions_exhibit,
)
from unkink.export.charts.letters import width_of
from unkink.export.charts.looks import for_print
from unkink.program.ladder import ladder_of
from unkink.wire.event import Kind
from unkink.wire.told import Amount
from unkink.wire.words import MorningAnswer, Side, SkipReason

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 0.11  # places are written to a tenth
SHAMING = re.compile(
    r"streak|missed|failed|fail|lazy|only \d|should have|behind|skipped|disappoint|treat|diagnos|cure|rehab|prevent",
    re.IGNORECASE,
)
PROGRAM = program_of()
LADDER = ladder_of(PROGRAM, "squat")
TENTHS = st.none() | st.integers(0, 10)


@st.composite
def sessions(draw: st.DrawFn) -> list[SessionRecord]:
    """Sessions of up to about ten years, some on one day, some months apart."""
    records, at = [], FIRST
    for number in range(draw(st.integers(0, 30))):
        at += timedelta(hours=draw(st.sampled_from((1, 48, 72, 24 * 40, 24 * 130))))
        squat = draw(_squats())
        records.append(
            SessionRecord(
                UUID(int=number),
                started=at,
                tz=ZONE,
                program=draw(st.sampled_from((PROGRAM.hash, "0" * 64))),
                exercises=(squat,),
                usual=draw(TENTHS),
                rpe=draw(TENTHS),
                morning=draw(st.none() | st.sampled_from(MorningAnswer)),
                note=draw(st.none() | st.just("<b>fine</b> & well")),
            )
        )
    return records


@st.composite
def _squats(draw: st.DrawFn) -> ExerciseRecord:
    rung = draw(st.sampled_from(LADDER.rungs))
    variant = draw(st.sampled_from((rung.exercise, rung.exercise, "bridge", "gone")))
    done = draw(st.sampled_from((Amount(), Amount(sets=1), Amount(sets=1, reps=10))))
    way = Way(variant, rung.number, str(rung.dose), Amount(sets=1, reps=8), done, planned=True)
    skipped = draw(st.none() | st.sampled_from(SkipReason))
    return ExerciseRecord("squat", None, (way,), eased=draw(st.booleans()), skipped=skipped, worst=draw(TENTHS))


@st.composite
def results(draw: st.DrawFn) -> list[Result]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        test = draw(st.sampled_from(tuple(TESTS.values())))
        value = float(draw(st.integers(int(test.least), int(min(test.most, 600)))))
        at = FIRST + timedelta(days=draw(st.integers(-60, 900)))
        side = draw(st.sampled_from(Side)) if test.sided else None
        found.append(Result(test.name, side, at.date(), at, (value,), value, UUID(int=number)))
    return found


@st.composite
def progresses(draw: st.DrawFn) -> Progress:
    records, measured = draw(sessions()), draw(results())
    now = max([FIRST, *(one.started for one in records if one.started)]) + timedelta(days=draw(st.integers(0, 400)))
    decision = replace(_begins(), at=now, day=now.date())
    known = Known(PROGRAM, decision, Past(), records, (), measured, {})
    return progress_of(known)


@cache
def _begins():  # type: ignore[no-untyped-def]
    return decide(PROGRAM, (), FIRST, ZONE)


def exhibits_of(progress: Progress) -> list[Exhibit]:
    return [
        *(sessions_exhibit(progress), pain_exhibit(progress), effort_exhibit(progress)),
        *doses_exhibits(progress),
        *measured_exhibits(progress),
    ]


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


def boxes(svg: ET.Element) -> list[tuple[str, Box]]:
    """What is drawn, each with the room that it takes, without the width of its line."""
    found = []
    for one in svg:
        name, get = one.tag.removeprefix(SVG), {key: float(one.get(key, "0")) for key in _NUMBERS if one.get(key)}
        match name:
            case "rect":
                assert get["width"] >= 0 and get["height"] >= 0, ET.tostring(one)
                box = Box(get["x"], get["y"], get["x"] + get["width"], get["y"] + get["height"])
            case "circle":
                box = Box(get["cx"] - get["r"], get["cy"] - get["r"], get["cx"] + get["r"], get["cy"] + get["r"])
            case "polyline" | "polygon":
                points = [tuple(map(float, pair.split(","))) for pair in one.get("points", "").split()]
                xs, ys = [x for x, _ in points], [y for _, y in points]
                box = Box(min(xs), min(ys), max(xs), max(ys))
            case "text":
                wide = width_of(one.text or "")
                left = get["x"] - {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", ""), 0)
                box = Box(left, get["y"] - 10, left + wide, get["y"] + 3)
            case _:
                assert name in ("title", "desc"), name
                continue
        found.append((ET.tostring(one, "unicode"), box))
    return found


_NUMBERS = ("x", "y", "width", "height", "cx", "cy", "r")
LESS = settings(max_examples=16, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@LESS
@given(progresses(), st.sampled_from((250.0, 324.0, 720.0)))
def test_nothing_is_drawn_outside_of_its_sheet(progress: Progress, width: float) -> None:
    for exhibit in exhibits_of(progress):
        svg = ET.fromstring(exhibit.draw("one", width))
        _, _, right, bottom = map(float, svg.get("viewBox", "").split())
        for drawn, box in boxes(svg):
            assert box.left >= -SLACK and box.right <= right + SLACK, (exhibit.id, drawn)
            assert box.top >= -SLACK and box.bottom <= bottom + SLACK, (exhibit.id, drawn)


@LESS
@given(progresses())
def test_a_chart_is_well_formed_holds_no_script_and_no_style_and_its_ids_are_its_own(progress: Progress) -> None:
    """On the page the content-security policy refuses both; on paper the colours are put inside."""
    ids: list[str] = []
    for exhibit in exhibits_of(progress):
        text = exhibit.draw(exhibit.id, 324)
        svg = ET.fromstring(text)
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|href", text)
        assert re.fullmatch(r"[a-z0-9-]+", exhibit.id)
        ids += [one.get("id", "") for one in svg.iter() if one.get("id")]
        assert set(svg.get("aria-labelledby", "").split()) <= set(ids)
        assert len(text) < 16_000
        ET.fromstring(for_print(text))
    assert len(ids) == len(set(ids))


@LESS
@given(progresses())
def test_the_sums_of_the_tables_are_those_of_the_log(progress: Progress) -> None:
    by_id = {one.id: one for one in exhibits_of(progress)}
    assert sum(int(row[1]) for row in by_id["sessions"].tables[0].rows) == progress.sessions
    assert sum(int(row[1]) for row in by_id["pain"].tables[0].rows) == progress.sessions
    told = sum(one.worst is not None for one in progress.answers)
    assert sum(int(row[2]) for row in by_id["pain"].tables[0].rows) == told
    assert len(by_id["pain"].tables[1].rows) == progress.sessions
    steps, runs = by_id["dose-squat"].tables
    assert sum(int(row[-1]) for row in steps.rows) == progress.sessions
    assert sum(int(row[3]) for row in runs.rows) == progress.sessions
    measured = sum(len(one.tables[0].rows) for name, one in by_id.items() if name.startswith("test-"))
    assert measured == sum(len(one.results) for one in progress.measured)


@LESS
@given(progresses())
def test_every_number_that_a_chart_shows_is_in_its_table(progress: Progress) -> None:
    for exhibit in exhibits_of(progress):
        cells = " | ".join(cell for table in exhibit.tables for row in table.rows for cell in row)
        svg = ET.fromstring(exhibit.draw("one", 720))
        if exhibit.id in ("pain", "effort"):
            continue  # no numbers but the bounds of their bands
        for one in svg.iter(f"{SVG}text"):
            if "c-strong" not in one.get("class", ""):
                continue
            for number in re.findall(r"\d+(?:\.\d+)?", (one.text or "").partition("…")[0]):
                assert number in cells or number == "0", (exhibit.id, one.text)


@LESS
@given(progresses())
def test_no_word_shames_anybody_or_promises_anything(progress: Progress) -> None:
    for exhibit in exhibits_of(progress):
        words = " ".join((exhibit.title, *exhibit.says, *(table.caption for table in exhibit.tables)))
        assert not SHAMING.search(words), words


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)), st.integers(0, 36_000))
def test_stretches_are_few_and_alike_and_hold_every_day(first: date, days: int) -> None:
    today = first + timedelta(days=min(days, (date(2099, 12, 30) - first).days))
    buckets = buckets_of(first, today)
    assert 0 < len(buckets) <= MOST
    assert first in buckets[0] and today in buckets[-1]
    assert len({one.weeks for one in buckets}) == 1
    assert all(one.last + DAY == other.first for one, other in pairwise(buckets))
    assert all(one.first.weekday() == 0 for one in buckets)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(corrected_logs(tuple(Kind)), st.booleans())
def test_any_log_in_any_order_gives_the_same_progress(log: list, backwards: bool) -> None:
    now = max((event.at for event in log), default=FIRST) + timedelta(hours=1)
    once = progress_from(PROGRAM, log, now, ZONE)
    again = progress_from(PROGRAM, log[::-1] if backwards else [*log, *log], now, ZONE)
    assert once == again
    assert all(exhibit.draw("one", 324) for exhibit in exhibits_of(once))


def test_a_new_person_has_charts_with_nothing_in_them() -> None:
    progress = progress_from(PROGRAM, (), datetime.fromisoformat("2027-01-04T08:00:00+00:00"), ZONE)
    assert progress.first is None and progress.sessions == 0
    assert [one.says[0] for one in exhibits_of(progress)][:2] == [
        "No session yet.",
        "No pain has been told yet, not even none.",
    ]
