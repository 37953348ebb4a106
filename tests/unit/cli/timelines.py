"""Small timelines with known positions, and strategies that make any."""

from __future__ import annotations

from hypothesis import strategies as st

from unkink.session.timeline import Block, Cue, CueKind, Pace, Side, Timeline


def block(index: int, start: int, end: int, *, item: int = 0, pace: Pace = Pace.TIMED) -> Block:
    name = f"exercise-{item}"
    return Block(index, name, name, f"Exercise {item}", 0, "4 reps, hold 5 s", pace, False, start, end, item)


def span(at: int, duration: int, kind: CueKind, index: int = 0, *, item: int = 0, **facts: object) -> Cue:
    exercise = f"exercise-{item}"
    return Cue(at, duration, kind, index, exercise, **facts)  # type: ignore[arg-type]


def two_exercises() -> Timeline:
    """Ten seconds: a timed hold of rep 1 of 2 and a rest, then own-pace work from 6000 to 9000, then the finish."""
    cues = (
        span(0, 1000, CueKind.POSITION, show="Get into position", side=Side.LEFT),
        span(1000, 1000, CueKind.COUNTDOWN, show="2"),
        span(2000, 1000, CueKind.COUNTDOWN, show="1"),
        span(3000, 0, CueKind.START, show="Go"),
        span(3000, 1000, CueKind.PHASE, phase="hold", prescribed=True, rep=1, show="Hold, rep 1 of 2", side=Side.LEFT),
        span(4000, 1000, CueKind.PHASE, phase="hold", prescribed=True, rep=2, show="Hold, rep 2 of 2", side=Side.RIGHT),
        span(5000, 1000, CueKind.NEXT_UP, 1, item=1, show="Next up: Exercise 1"),
        span(6000, 3000, CueKind.PHASE, 2, item=1, phase="work", show="At your own pace"),
        span(9000, 0, CueKind.STOP, 2, item=1, show="Stop"),
        span(9000, 1000, CueKind.FINISH, 3, item=1, show="Well done"),
    )
    blocks = (
        block(0, 0, 5000),
        block(1, 5000, 6000, item=1),
        block(2, 6000, 9000, item=1, pace=Pace.OWN),
        block(3, 9000, 10000, item=1),
    )
    return Timeline("0" * 64, "Two exercises", 10000, blocks, cues)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Blocks of any pace that tile a session, each with spans that tile it and moments on them."""
    blocks: list[Block] = []
    cues: list[Cue] = []
    at = item = 0
    for index in range(draw(st.integers(1, 6))):
        start = at
        item += index > 0 and draw(st.booleans())
        pace = draw(st.sampled_from(Pace))
        for _ in range(draw(st.integers(1, 4))):
            kind = draw(st.sampled_from([CueKind.PHASE, CueKind.REST, CueKind.POSITION, CueKind.COUNTDOWN]))
            duration = draw(st.integers(1, 5000))
            cues.append(span(at, duration, kind, index, item=item, prescribed=kind is CueKind.PHASE, show=str(kind)))
            cues += [span(at, 0, CueKind.START, index, item=item)] * draw(st.integers(0, 1))
            at += duration
        blocks.append(block(index, start, at, item=item, pace=pace))
    return Timeline("0" * 64, "Any", at, tuple(blocks), tuple(cues))
