// @ts-check
/** A flash of the screen's edge and a buzz, for a muted phone or a noisy room. Each is a preference. */

const PATTERNS = { start: [180], stop: [90, 80, 90], "half-way": [60], switch: [120, 80, 120, 80, 120], finish: [300, 120, 300] };
const FLASH_MS = 700; // one soft flash, well below three in a second

export class Nudge {
  #edge;
  #timer = 0;

  /** @param {HTMLElement} edge @param {{flash: boolean, vibrate: boolean}} preferences */
  constructor(edge, preferences) {
    this.#edge = edge;
    this.preferences = preferences;
  }

  /** @param {string} kind the kind of a cue */
  cue(kind) {
    const pattern = PATTERNS[kind];
    if (!pattern) return;
    if (this.preferences.vibrate) navigator.vibrate?.(pattern);
    if (this.preferences.flash) this.#flash(kind);
  }

  #flash(kind) {
    clearTimeout(this.#timer);
    this.#edge.dataset.flash = kind;
    this.#timer = window.setTimeout(() => { delete this.#edge.dataset.flash; }, FLASH_MS);
  }
}
