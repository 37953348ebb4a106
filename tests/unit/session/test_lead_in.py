"""Three, two, one, and an exercise alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.property.strategies import prescriptions, programs
from unkink.session.compile import compile_opening, compile_session
from unkink.session.lead_in import lead_in
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import CueKind


def test_three_seconds_each_with_its_number() -> None:
    timeline = lead_in()
    assert [(cue.at, cue.duration, cue.show, cue.say) for cue in timeline.cues] == [
        (0, 1000, "3", ("Three.",)),
        (1000, 1000, "2", ("Two.",)),
        (2000, 1000, "1", ("One.",)),
    ]
    assert timeline.total == 3000


def test_without_words_nothing_is_said() -> None:
    assert not any(cue.say for cue in lead_in(Settings(verbosity=Verbosity.TONES)).cues)


@given(st.data())
def test_an_item_alone_is_the_opening_of_its_session(data: st.DataObject) -> None:
    """All of a session of that item and another, up to where the other begins; so nothing says that all is over."""
    program = data.draw(programs())
    prescription = data.draw(prescriptions(program))
    item = prescription.items[0]
    whole = compile_session(program, prescription)
    alone = compile_opening(program, item)
    finish = [cue for cue in whole.cues if cue.kind is CueKind.FINISH]
    own = [block for block in whole.blocks if block.item == 0]
    expected = [cue for cue in whole.cues if cue.block <= own[-1].index and cue not in finish]
    assert list(alone.cues) == expected
    assert alone.total == max((cue.end for cue in expected), default=0)
