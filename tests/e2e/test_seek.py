"""A player that jumps within a track hears what stands there."""

from __future__ import annotations

from playwright.sync_api import Browser

from benchmarks.bench_seek import encoded, errors_ms, noise
from unkink.voice.formats import TRACK, TRACK_MEDIA_TYPE


def test_a_jump_within_a_track_lands_on_the_millisecond(browser: Browser) -> None:
    sound = noise(60)
    page = browser.new_page()
    found = errors_ms(page, sound, encoded(sound, TRACK), TRACK_MEDIA_TYPE, (0.0, 41.234, 7.7))
    page.close()
    assert max(map(abs, found)) < 1
