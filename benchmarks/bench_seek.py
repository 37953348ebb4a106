"""How far off a browser lands that jumps within a track, by kind of file.

Each track is noise, unlike itself at any two places. Chromium jumps to a time and plays; what it plays is recorded, and
found again in the noise. The difference between where the sound comes from and what was asked for is the error.

    python benchmarks/bench_seek.py [PATH OF CHROMIUM]
"""

from __future__ import annotations

import base64
import io
import shutil
import sys
from collections.abc import Sequence

import numpy as np
import soundfile
from playwright.sync_api import Page, sync_playwright

from unkink.voice.formats import ENCODINGS, TRACK, AudioFormat, Encoding
from unkink.voice.sound import RATE, Sound

SECONDS = 170  # the longest blocks of the flagship
JUMPS = (0.0, 1.0, 13.37, 60.01, 99.999, 150.5, 42.123, 3.3)
HEARD = RATE // 4  # samples that are looked for
ATTACK = RATE // 10  # samples left out at the start: a browser may fade in
FLAGS = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]

LISTEN = """async ([type, data, jumps, rate]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const context = new AudioContext({ sampleRate: rate });
  const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type })));
  await new Promise((ready, failed) => { audio.oncanplaythrough = ready; audio.onerror = failed; });
  const recorder = context.createScriptProcessor(4096, 1, 1);
  let heard = [];
  recorder.onaudioprocess = (event) => heard.push(...event.inputBuffer.getChannelData(0));
  context.createMediaElementSource(audio).connect(recorder);
  recorder.connect(context.destination);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const all = [];
  for (const jump of jumps) {
    const landed = new Promise((done) => { audio.onseeked = done; });
    audio.currentTime = jump;
    await landed;
    await wait(200);
    heard = [];
    await audio.play();
    await wait(900);
    audio.pause();
    await wait(300);
    all.push(heard);
  }
  await context.close();
  return all;
}"""


def noise(seconds: int = SECONDS) -> Sound:
    """Soft noise without its highest part, which some encoders leave out."""
    raw = np.random.default_rng(1).standard_normal(RATE * seconds).astype(np.float32)
    window = np.hanning(9).astype(np.float32)
    return np.convolve(raw, window / window.sum(), "same").astype(np.float32) * 0.3


def encoded(sound: Sound, encoding: Encoding) -> bytes:
    file = io.BytesIO()
    with soundfile.SoundFile(
        file,
        "w",
        RATE,
        channels=1,
        format=encoding.container,
        subtype=encoding.codec,
        compression_level=encoding.compression,
        bitrate_mode=encoding.bit_rate_mode,
    ) as track:
        track.write(sound)
        track.close()
    return file.getvalue()


def errors_ms(page: Page, sound: Sound, data: bytes, media_type: str, jumps: Sequence[float] = JUMPS) -> list[float]:
    """For each jump, how many milliseconds later (or earlier) than asked for the sound comes from."""
    told = [media_type, base64.b64encode(data).decode(), list(jumps), RATE]
    heard = page.evaluate(LISTEN, told)
    return [1000 * (_place(np.array(one, np.float32), sound) - jump) for one, jump in zip(heard, jumps, strict=True)]


def _place(heard: Sound, sound: Sound) -> float:
    """Where in the sound the recording begins, in seconds: the best match by cross-correlation."""
    first = int(np.flatnonzero(np.abs(heard) > 1e-3)[0])
    probe = heard[first + ATTACK : first + ATTACK + HEARD]
    size = 1 << (len(sound) + len(probe)).bit_length()
    match = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(probe, size)), size)[: len(sound)]
    return (int(np.argmax(match)) - ATTACK) / RATE


KINDS = {
    "tracks: FLAC": (TRACK, "audio/flac"),
    "MP3, 64 kbit/s constant": (ENCODINGS[AudioFormat.MP3], "audio/mpeg"),
    "MP3, 48 kbit/s constant": (Encoding("MP3", "MPEG_LAYER_III", 0.75, "CONSTANT"), "audio/mpeg"),
    "Ogg Opus": (ENCODINGS[AudioFormat.OGG], "audio/ogg"),
}


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("Chromium is not installed")
    sound = noise()
    print(f"{SECONDS} s, ms off after a jump to " + ", ".join(f"{jump:g} s" for jump in JUMPS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for kind, (encoding, media_type) in KINDS.items():
            page = browser.new_page()
            found = errors_ms(page, sound, encoded(sound, encoding), media_type)
            print(f"{kind:25}" + "".join(f"{error:8.1f}" for error in found))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
