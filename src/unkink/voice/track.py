"""One audio file of a whole session, or of one of its blocks, written as it is mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile

from unkink.session.timeline import Block, Timeline
from unkink.voice.clips import Voice
from unkink.voice.formats import AudioFormat, audio_format_of
from unkink.voice.id3 import Chapter, Tags, chapters_of, id3_tag
from unkink.voice.mix import samples
from unkink.voice.sound import RATE, Sound


def write_session(
    timeline: Timeline,
    sink: Path | BinaryIO,
    voice: Voice,
    *,
    audio_format: AudioFormat | None = None,
    chapters: Sequence[Chapter] | None = None,
    tags: Tags | None = None,
) -> None:
    """Write the whole session. Memory stays the same however long it is.

    Args:
        sink: a path, or a binary file that can seek, open for writing.
        audio_format: taken from the path's ending unless given; MP3 for an open file.
        chapters: one for each exercise unless given. Only MP3 carries them.
        tags: the session's title unless given.

    Raises:
        UnknownAudioFormat: if the path ends like none of the formats.
        OSError: if the file cannot be written.
    """
    marks = chapters_of(timeline) if chapters is None else chapters
    _write(samples(timeline, voice), sink, audio_format, marks, tags or Tags(timeline.title))


def write_block(
    timeline: Timeline,
    block: Block,
    sink: Path | BinaryIO,
    voice: Voice,
    *,
    audio_format: AudioFormat | None = None,
    tags: Tags | None = None,
) -> None:
    """Write one block as a track of its own, from its start to its end. Arguments and errors as `write_session`."""
    sound = samples(timeline, voice, block.start, block.end)
    _write(sound, sink, audio_format, (), tags or Tags(block.title))


def _write(
    sound: Iterator[Sound],
    sink: Path | BinaryIO,
    audio_format: AudioFormat | None,
    chapters: Sequence[Chapter],
    tags: Tags,
) -> None:
    if isinstance(sink, Path):
        wanted = audio_format or audio_format_of(sink)
        with sink.open("w+b") as file:
            _write_into(file, sound, wanted, chapters, tags)
    else:
        _write_into(sink, sound, audio_format or AudioFormat.MP3, chapters, tags)


def _write_into(
    file: BinaryIO, sound: Iterator[Sound], audio_format: AudioFormat, chapters: Sequence[Chapter], tags: Tags
) -> None:
    is_mp3 = audio_format is AudioFormat.MP3
    if is_mp3:
        file.write(id3_tag(tags, chapters))
    behind = _Behind(file)
    try:
        with _opened(behind, audio_format) as track:
            for field, text in (("title", tags.title), ("copyright", tags.licence), ("comment", tags.credit)):
                if text and not is_mp3:
                    setattr(track, field, text)
            _pour(sound, track, behind, audio_format.encoding.gain)
    except (AssertionError, soundfile.LibsndfileError):  # how soundfile says that not all was written
        if behind.error is None:
            raise
    if behind.error is not None:
        raise behind.error


def _opened(file: _Behind, audio_format: AudioFormat) -> soundfile.SoundFile:
    encoding = audio_format.encoding
    return soundfile.SoundFile(
        file,
        "w",
        RATE,
        channels=1,
        format=encoding.container,
        subtype=encoding.codec,
        compression_level=encoding.compression,
        bitrate_mode=encoding.bit_rate_mode,
    )


def _pour(sound: Iterator[Sound], track: soundfile.SoundFile, behind: _Behind, gain: float) -> None:
    for block in sound:
        track.write(block * np.float32(gain))
        if behind.error is not None:
            return


class _Behind:
    """A file as seen from its present position on.

    When it closes, the encoder goes back to the start of its own part to say there how long the audio is, and must not
    find the tag there. An error cannot pass through the encoder, which is not written in Python: the first is kept in
    ``error``, for otherwise a disk that is full for a moment would leave a hole in the sound.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._start = file.tell()
        self.error: OSError | None = None

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset + (self._start if whence == 0 else 0), whence) - self._start
        except OSError as error:
            self.error = self.error or error
            return -1

    def tell(self) -> int:
        return self._file.tell() - self._start

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = self.error or error
            return 0

    def flush(self) -> None:
        self._file.flush()
