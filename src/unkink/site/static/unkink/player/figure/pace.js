// @ts-check
/** How smoothly a figure moves on this device: whether its first seconds of motion have pictures enough to be motion. */

const WATCHED_MS = 2000;
const LONGEST_MS = 400; // one picture that came late, since a file arrived or the page was away, is no slow device

export class Pace {
  #last = /** @type {number|null} */ (null);
  #watched = 0;
  #pictures = 0;

  /** Pictures a second, once enough of them were seen; else null. @type {number|null} */
  found = null;

  /** A picture of a motion was drawn. @param {number} now milliseconds of a clock that only goes on */
  drawn(now) {
    if (this.found !== null) return;
    if (this.#last !== null) {
      this.#watched += Math.min(LONGEST_MS, now - this.#last);
      this.#pictures += 1;
    }
    this.#last = now;
    if (this.#watched >= WATCHED_MS) this.found = (this.#pictures * 1000) / this.#watched;
  }

  /** Nothing moves, or nobody looks: the time until the next picture says nothing. */
  rested() {
    this.#last = null;
  }
}
