"""One audio file of a whole session, or of one of its blocks, written as it is mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import soundfile

from unkink.session.timeline import Timeline
from unkink.voice.block_sound import BlockSound
from unkink.voice.clips import Voice
from unkink.voice.formats import TRACK, AudioFormat, Encoding, audio_format_of
from unkink.voice.id3 import Chapter, Tags, chapters_of, id3_tag
from unkink.voice.mix import mixed, samples
from unkink.voice.sound import RATE, Sound

WHOLE = 16  # bits that the encoders take


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


def write_block(block: BlockSound, sink: Path | BinaryIO, voice: Voice) -> None:
    """Write one block as a track of its own, in the format of tracks: FLAC, in which a player finds any time exactly.

    Raises:
        OSError: if the file cannot be written.
    """
    sound = mixed(block.sounds, voice, 0, block.length)
    if isinstance(sink, Path):
        with sink.open("w+b") as file:
            _write_into(file, sound, TRACK, (), Tags())
    else:
        _write_into(sink, sound, TRACK, (), Tags())


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
            _write_into(file, sound, wanted.encoding, chapters, tags)
    else:
        _write_into(sink, sound, (audio_format or AudioFormat.MP3).encoding, chapters, tags)


def _write_into(
    file: BinaryIO, sound: Iterator[Sound], encoding: Encoding, chapters: Sequence[Chapter], tags: Tags
) -> None:
    is_mp3 = encoding.container == "MP3"
    if is_mp3:
        file.write(id3_tag(tags, chapters))
    behind = _Behind(file)
    try:
        with _opened(behind, encoding) as track:
            for field, text in (("title", tags.title), ("copyright", tags.licence), ("comment", tags.credit)):
                if text and not is_mp3:
                    setattr(track, field, text)
            _pour(sound, track, behind, encoding)
    except (AssertionError, soundfile.LibsndfileError):  # how soundfile says that not all was written
        if behind.error is None:
            raise
    if behind.error is not None:
        raise behind.error


def _opened(file: _Behind, encoding: Encoding) -> soundfile.SoundFile:
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


def _pour(sound: Iterator[Sound], track: soundfile.SoundFile, behind: _Behind, encoding: Encoding) -> None:
    steps = np.float32(2 ** (encoding.bits - 1))
    for block in sound:
        louder = block * np.float32(encoding.gain)
        track.write(louder if encoding.bits == WHOLE else np.round(louder * steps) / steps)
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
