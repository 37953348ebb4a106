"""Laws that hold for the timeline of every session, whatever its program, doses and settings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.property.strategies import MOVEMENTS, REP_DOSES, SETTINGS, sessions
from unkink.program.dose import Between, Dose, Reps, Rounds, Sides, Span, Time
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Program, Section
from unkink.session.as_json import as_json
from unkink.session.beat import MOMENTS
from unkink.session.compile import compile_session
from unkink.session.phrases import all_phrases
from unkink.session.settings import Settings, Verbosity
from unkink.session.speech import speech_ms
from unkink.session.timeline import Cue, CueKind, Pace, Side, Timeline

Session = tuple[Program, Prescription]
Work = Counter[tuple[str, int]]

USUAL = Settings()
SESSIONS = sessions()
ENOUGH = hypothesis_settings(
    max_examples=max(50, hypothesis_settings().max_examples // 2)
)  # many laws, each on its own sessions
SWITCHING = {CueKind.SWITCH, CueKind.POSITION}


def timeline_of(session: Session, settings: Settings = USUAL) -> Timeline:
    return compile_session(*session, settings, movements=MOVEMENTS)


def lone(dose: Dose) -> Session:
    """A program of one exercise, and that dose of it."""
    program = Program("One", "1", Span.of(3), ("one",), {"one": Section("one", "One", 1, dose=dose)})
    return program, Prescription("1", (Item("one", "one", 0, dose),))


def phases_of(timeline: Timeline, item: int) -> list[Cue]:
    """The timed work of one item of the prescription."""
    timed = {block.index for block in timeline.blocks if block.item == item and block.pace is Pace.TIMED}
    return [cue for cue in timeline.cues if cue.block in timed and cue.kind is CueKind.PHASE]


def sides_of(dose: Dose) -> tuple[Side | None, ...]:
    return (None,) if dose.sides is Sides.TOGETHER else (Side.LEFT, Side.RIGHT)


def asked(dose: Dose) -> Work:
    """The prescribed parts of one side as the dose states them: (phase, milliseconds) and how often."""
    work, sets = dose.work, dose.sets.low
    if dose.own_pace:
        return Counter()
    if isinstance(work, Time):
        return Counter({("work", work.seconds.low * 1000): sets})
    if isinstance(work, Rounds):
        return Counter({(phase.name, phase.seconds.low * 1000): sets * work.count.low for phase in work.phases})
    assert isinstance(work, Reps)
    return Counter(dict.fromkeys(rep_asked(dose), sum(work.of_set(number + 1) for number in range(sets))))


def rep_asked(dose: Dose) -> list[tuple[str, int]]:
    if dose.tempo:
        named = {"lift": dose.tempo.lift, "pause": dose.tempo.pause, "lower": dose.tempo.lower}
        return [(name, seconds * 1000) for name, seconds in named.items() if seconds]
    if dose.hold and dose.each_rep:
        moving = (dose.each_rep.low - dose.hold.low) * 500
        return [("hold", dose.hold.low * 1000), *([("lift", moving), ("return", moving)] if moving else [])]
    if dose.hold:
        return [("hold", dose.hold.low * 1000)]
    return [("rep", dose.each_rep.low * 1000)] if dose.each_rep else []


def member_dose(item: Item, member: str) -> Dose:
    """What one member of a circuit does: its own phase where phases bear the members' names."""
    work = item.dose.work
    if isinstance(work, Rounds) and {phase.name for phase in work.phases} == set(item.members):
        own = tuple(phase for phase in work.phases if phase.name == member)
        return Dose(Rounds(work.count, own), item.dose.sides, item.dose.sets, until=item.dose.until)
    return item.dose


def done(cues: list[Cue]) -> Work:
    """The prescribed parts that cues hold; places of one effort are joined again."""
    parts: Work = Counter()
    joined: Counter[tuple[object, ...]] = Counter()
    for cue in cues:
        if cue.prescribed and cue.place is not None:
            joined[cue.set, cue.phase] += cue.duration
        elif cue.prescribed:
            parts[cue.phase, cue.duration] += 1
    for (_, phase), length in joined.items():
        parts[str(phase), length] += 1
    return parts


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_spans_tile_the_session_and_its_blocks(session: Session, chosen: Settings) -> None:
    """Blocks run from zero to the total without gap, and spans do so in each block; moments lie within their block."""
    timeline = timeline_of(session, chosen)
    assert [block.index for block in timeline.blocks] == list(range(len(timeline.blocks)))
    borders = [block.start for block in timeline.blocks] + [timeline.total]
    assert borders[0] == 0
    for block in timeline.blocks:
        cues = [cue for cue in timeline.cues if cue.block == block.index]
        assert (block.start, block.end) == (borders[block.index], borders[block.index + 1])
        at = block.start
        for cue in cues:
            assert (cue.duration == 0) == (cue.kind in MOMENTS)
            assert block.start <= cue.at <= cue.end <= block.end
            if cue.duration:
                assert cue.at == at
                at = cue.end
        assert at == block.end
    assert sum(cue.duration for cue in timeline.cues) == timeline.total


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_cues_stand_in_the_order_in_which_they_happen(session: Session, chosen: Settings) -> None:
    cues = timeline_of(session, chosen).cues
    assert all(before.at <= after.at for before, after in pairwise(cues))


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_no_two_speeches_overlap_and_none_outlasts_its_span(session: Session, chosen: Settings) -> None:
    """Whoever says all phrases of a cue from its time on is done before the next speech and before the next span."""
    timeline = timeline_of(session, chosen)
    spans = [*(cue.at for cue in timeline.cues if cue.duration), timeline.total]
    spoken = [cue for cue in timeline.cues if cue.say]
    ends = {id(cue): cue.at + sum(speech_ms(phrase) for phrase in cue.say) for cue in spoken}
    for cue, following in pairwise(spoken):
        assert ends[id(cue)] <= following.at
    for cue in spoken:
        assert ends[id(cue)] <= next(at for at in spans if at > cue.at)


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_every_prescribed_second_is_in_it_on_each_side(session: Session, chosen: Settings) -> None:
    """The prescribed parts are those of the dose: as many, as long, on every side, and no others."""
    timeline = timeline_of(session, chosen)
    for index, item in enumerate(session[1].items):
        work = phases_of(timeline, index)
        for name in item.members or (item.exercise,):
            dose = member_dose(item, name) if item.members else item.dose
            for side in sides_of(item.dose):
                assert done([cue for cue in work if cue.exercise == name and cue.side is side]) == asked(dose)


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_every_rep_and_round_is_in_it_once_on_each_side(session: Session, chosen: Settings) -> None:
    timeline = timeline_of(session, chosen)
    for index, item in enumerate(session[1].items):
        work = phases_of(timeline, index)
        if not isinstance(item.dose.work, Reps | Rounds) or item.dose.own_pace:
            continue
        sets = range(1, item.dose.sets.low + 1)
        expected = {(set_, number + 1) for set_ in sets for number in range(count_of_set(item.dose.work, set_))}
        for name in item.members or (item.exercise,):
            for side in sides_of(item.dose):
                mine = [cue for cue in work if cue.exercise == name and cue.side is side]
                assert {(cue.set, cue.rep or cue.round) for cue in mine} == expected


def count_of_set(work: Reps | Rounds, set_: int) -> int:
    return work.of_set(set_) if isinstance(work, Reps) else work.count.low


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_own_pace_work_is_one_block_for_each_set_and_side(session: Session, chosen: Settings) -> None:
    timeline = timeline_of(session, chosen)
    for index, item in enumerate(session[1].items):
        own = [block for block in timeline.blocks if block.item == index and block.pace is Pace.OWN]
        in_turns = isinstance(item.dose.work, Rounds) and (item.members or item.dose.sides is Sides.ALTERNATING)
        turns = item.dose.work.count.low if isinstance(item.dose.work, Rounds) and in_turns else 1
        sets = item.dose.sets.low * turns * len(sides_of(item.dose)) * max(1, len(item.members))
        assert len(own) == (sets if item.dose.own_pace else 0)
        assert all(block.estimated for block in own)
        assert not any(cue.prescribed for cue in timeline.cues if cue.block in {block.index for block in own})


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_both_sides_work_for_the_same_time(session: Session, chosen: Settings) -> None:
    """Work that has sides takes as long on the right as on the left, calm moves included."""
    timeline = timeline_of(session, chosen)
    for index in range(len(session[1].items)):
        blocks = {block.index for block in timeline.blocks if block.item == index}
        lengths = Counter[Side | None]()
        for cue in timeline.cues:
            if cue.block in blocks and cue.kind is CueKind.PHASE:
                lengths[cue.side] += cue.duration
        assert lengths[Side.LEFT] == lengths[Side.RIGHT]


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_a_change_of_side_always_has_its_second(session: Session, chosen: Settings) -> None:
    """Between work on one side and on the other lies a second to turn over at the least, said or shown as such."""
    timeline = timeline_of(session, chosen)
    spans = [cue for cue in timeline.cues if cue.duration]
    work = [position for position, cue in enumerate(spans) if cue.kind is CueKind.PHASE]
    for before, after in pairwise(work):
        if spans[before].side is spans[after].side:
            continue
        between = spans[before + 1 : after]
        assert sum(cue.duration for cue in between if cue.kind in SWITCHING) >= 1000


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_a_written_rest_is_never_cut_short(session: Session, chosen: Settings) -> None:
    """Between two sets, rounds or reps that follow each other on one side lies at least the rest that is written."""
    timeline = timeline_of(session, chosen)
    for index, item in enumerate(session[1].items):
        blocks = {block.index for block in timeline.blocks if block.item == index}
        work = [cue for cue in timeline.cues if cue.block in blocks and cue.kind is CueKind.PHASE]
        for before, after in pairwise(work):
            for between in written_between(item, before, after):
                assert after.at - before.end >= 1000 * (item.dose.rest_between(between) or 0)


def written_between(item: Item, before: Cue, after: Cue) -> Iterator[Between]:
    """What lies between two works that follow each other, of all that a rest can be written for."""
    same_side, alternating = before.side is after.side, item.dose.sides is Sides.ALTERNATING
    if before.set != after.set:
        if same_side or alternating or item.members:
            yield Between.SETS
        return
    if before.exercise == after.exercise and not same_side and not (item.members and before.round != after.round):
        yield Between.SIDES
    if before.exercise == after.exercise and before.rep != after.rep and (same_side or alternating):
        yield Between.REPS
    if before.round != after.round and (same_side or alternating or item.members):
        yield Between.ROUNDS


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_settings_change_no_prescribed_second(session: Session, chosen: Settings) -> None:
    """Whatever a person sets, the prescribed work of each side is the same in the same order."""
    usual, set_by_hand = timeline_of(session), timeline_of(session, chosen)
    for side in (None, *Side):
        assert prescribed(usual, side) == prescribed(set_by_hand, side)


def prescribed(timeline: Timeline, side: Side | None) -> list[tuple[object, ...]]:
    return [
        (cue.exercise, cue.phase, cue.duration, cue.set, cue.rep, cue.round, cue.place)
        for cue in timeline.cues
        if cue.prescribed and cue.side is side
    ]


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_the_same_input_gives_the_same_timeline(session: Session, chosen: Settings) -> None:
    assert repr(timeline_of(session, chosen)) == repr(timeline_of(session, chosen))


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_every_phrase_can_be_rendered_beforehand(session: Session, chosen: Settings) -> None:
    """A session speaks nothing that its program's list of phrases does not hold."""
    said = {phrase for cue in timeline_of(session, chosen).cues for phrase in cue.say}
    assert said <= all_phrases(session[0])


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_every_phrase_is_plain_words(session: Session, chosen: Settings) -> None:
    """No digit, no mark of Markdown, no symbol: a voice says each phrase without a stumble."""
    for cue in timeline_of(session, chosen).cues:
        for phrase in cue.say:
            assert phrase == phrase.strip()
            assert all(char.isalpha() or unicodedata.category(char)[0] == "M" or char in " .,;:!?'-" for char in phrase)
            assert any(char.isalpha() for char in phrase)


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_tones_say_nothing(session: Session, chosen: Settings) -> None:
    quiet = Settings(countdown=chosen.countdown, verbosity=Verbosity.TONES)
    assert not any(cue.say for cue in timeline_of(session, quiet).cues)


@ENOUGH
@given(SESSIONS)
def test_less_talk_never_takes_longer(session: Session) -> None:
    """Full, brief, tones: each is as long as the one before it at the most."""
    full, brief, tones = (timeline_of(session, Settings(verbosity=verbosity)).total for verbosity in Verbosity)
    assert full >= brief >= tones


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_work_starts_after_its_countdown_and_ends_in_a_stop(session: Session, chosen: Settings) -> None:
    """Every start is followed by work and then a stop; before each start lie exactly the seconds of the countdown."""
    cues = timeline_of(session, chosen).cues
    frame = [cue for cue in cues if cue.kind in {CueKind.START, CueKind.STOP}]
    assert [cue.kind for cue in frame] == [CueKind.START, CueKind.STOP] * (len(frame) // 2)
    for start in frame[::2]:
        counted = [cue for cue in cues if cue.kind is CueKind.COUNTDOWN and cue.end <= start.at]
        assert [cue.show for cue in counted[len(counted) - chosen.countdown :]] == [
            str(left) for left in range(chosen.countdown, 0, -1)
        ]
        if chosen.countdown:
            assert counted[-1].end == start.at


@ENOUGH
@given(SESSIONS, SETTINGS)
def test_json_adds_up_to_the_timeline(session: Session, chosen: Settings) -> None:
    """What the JSON says of each exercise is the sum of its cues."""
    timeline = timeline_of(session, chosen)
    exercises = as_json(timeline, chosen)["exercises"]
    assert isinstance(exercises, list)
    assert len(exercises) == len(session[1].items)
    seconds = sum(side["seconds"] for entry in exercises for side in entry["prescribed"].values())
    assert round(seconds * 1000) == sum(cue.duration for cue in timeline.cues if cue.prescribed)


@given(REP_DOSES, st.integers(2, 5))
def test_a_timeline_grows_with_its_reps_and_no_faster(dose: Dose, times: int) -> None:
    """So many times the reps make at most so many times the cues."""
    assert isinstance(dose.work, Reps)
    more = replace(dose, work=Reps(Span.of(dose.work.count.low * times)))
    few, many = (len(timeline_of(lone(one)).cues) for one in (dose, more))
    # One rep more brings at most as many cues as there are now: between single reps there was no rest before.
    assert many <= times * (few + 3 * dose.sets.low * len(sides_of(dose)))


@given(st.integers(1, 400), st.integers(1, 13))
def test_places_split_the_time_exactly(seconds: int, places: int) -> None:
    """The places are of equal length to the millisecond, and add up to the dose."""
    timeline = timeline_of(lone(Dose(Time(Span.of(seconds)), places=Span.of(places))))
    lengths = [cue.duration for cue in timeline.cues if cue.prescribed]
    assert len(lengths) == places
    assert sum(lengths) == seconds * 1000
    assert max(lengths) - min(lengths) <= 1
