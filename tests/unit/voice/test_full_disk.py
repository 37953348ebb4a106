"""A disk that is full, even for a moment, is an error: never a sound with a hole in it."""

import errno
from io import BytesIO

import pytest

from unkink.program.check import check
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_session
from unkink.voice.clips import shipped_voice
from unkink.voice.formats import AudioFormat
from unkink.voice.track import write_session

PROGRAM = b"---\nformat: 1\ntitle: T\nsessions: 2 a week\n---\n\n## Nod\n\n- dose: 3 reps, hold 3 s\n\n1. Nod.\n"


class FullOnce(BytesIO):
    """Refuses a single write, the ``refused``th."""

    def __init__(self, refused: int) -> None:
        super().__init__()
        self.writes = 0
        self._refused = refused

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.writes += 1
        if self.writes == self._refused:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("audio_format", list(AudioFormat))
@pytest.mark.parametrize("refused", [2, 3, 5])
def test_one_refused_write_is_an_error(audio_format: AudioFormat, refused: int) -> None:
    program = check(PROGRAM).program
    assert program
    timeline = compile_session(program, prescribe(program))
    with pytest.raises(OSError, match="No space left"):
        write_session(timeline, FullOnce(refused), shipped_voice(), audio_format=audio_format)
