// @ts-check
/**
 * The thigh angle from the pull of gravity: what `unkink.coach.measuring.tilt` says, to the letter. A test compares them.
 *
 * The phone lies along the front of the thigh, screen up, top towards the knee. Pure: nothing here listens or draws.
 */

const STANDARD_GRAVITY = 9.80665;
const SHAKEN = 1;
const LEAST_UP = 0.25;

/**
 * Degrees against the horizontal, positive where the knee is higher than the hip; null where the phone moves, or does
 * not lie with its screen up. Browsers do not agree on the sign of gravity: as the screen is up, z tells.
 *
 * @param {number} x @param {number} y @param {number} z m/s², as the phone feels them
 * @returns {number|null}
 */
export function thighAngle(x, y, z) {
  const pull = Math.hypot(x, y, z);
  if (!(Math.abs(pull - STANDARD_GRAVITY) <= SHAKEN) || Math.abs(z) < LEAST_UP * pull) return null;
  const up = z > 0 ? y : -y;
  return (Math.asin(Math.max(-1, Math.min(1, up / pull))) * 180) / Math.PI;
}

export const STILL_MS = 2000;
const STILL_DEGREES = 1.5;
const FEWEST = 8;

/** Angles of the last two seconds, and whether the phone lay still for all of them. */
export class Steady {
  #angles = /** @type {{at: number, angle: number}[]} */ ([]);
  #since = /** @type {number|null} */ (null);

  /**
   * One more angle. Gives the mean of the last two seconds once all of them lay close together, else null.
   *
   * @param {number} at milliseconds @param {number|null} angle null: it moved
   * @returns {number|null}
   */
  told(at, angle) {
    if (angle === null) {
      this.#angles = [];
      this.#since = null;
      return null;
    }
    this.#since ??= at;
    this.#angles = [...this.#angles.filter((one) => at - one.at <= STILL_MS), { at, angle }];
    const angles = this.#angles.map((one) => one.angle);
    const apart = Math.max(...angles) - Math.min(...angles);
    if (apart > STILL_DEGREES) {
      this.#angles = [{ at, angle }];
      this.#since = at;
      return null;
    }
    if (at - this.#since < STILL_MS || angles.length < FEWEST) return null;
    return angles.reduce((sum, one) => sum + one, 0) / angles.length;
  }
}

/** The middle one; of an even number the mean of the two in the middle. @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
