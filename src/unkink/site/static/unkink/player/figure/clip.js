// @ts-check
/**
 * A clip, as the server gives it out, laid open: numbers as numbers, and the frame that is on at a place of a way.
 *
 * @typedef {{name: string, does: "place"|"lift"|"hold"|"lower", stage: string, seconds: number, from: string,
 *   pose: string, muscles: string[]}} Phase
 * @typedef {{from: string, to: string, frames: number[]}} Way
 * @typedef {{a: number, b: number, mix: number}} Instant  between two frames
 */

const TURN = 8192;
const PLACE = 4000;
const FORM = 2000;
const LINEAR = 4096;

export class Clip {
  /** @param {any} told  what the file says */
  constructor(told) {
    this.title = told.title;
    this.phases = /** @type {Phase[]} */ (told.phases);
    this.poses = /** @type {Record<string, number>} */ (told.poses);
    this.ways = /** @type {Way[]} */ (told.ways);
    this.views = told.views;
    this.tones = told.tones;
    this.muscles = told.muscles.map(muscleOf);
    this.start = this.phases[0].pose;
    this.places = rows(told.places, 3, told.frames, PLACE);
    this.turns = new Map(Object.entries(told.turns).map(([name, turns]) => [name, rows(turns, 4, told.frames, TURN)]));
    this.things = told.things.map((thing) => thingOf(thing, told.frames));
  }
}

/** Whole numbers written as steps from row to row; a single row holds for all frames. */
function rows(steps, width, frames, unit) {
  const found = new Float32Array(frames * width);
  const last = new Int32Array(width);
  for (let index = 0; index < frames * width; index += 1) {
    if (index < steps.length) last[index % width] += steps[index];
    found[index] = last[index % width] / unit;
  }
  return found;
}

function summed(steps, width = 1) {
  const last = new Int32Array(width);
  return Int32Array.from(steps, (step, index) => (last[index % width] += step));
}

function muscleOf(told) {
  if (told.strands) return told;
  return { name: told.name, vertices: summed(told.vertices), inside: told.inside.map((half) => half / 2000) };
}

function thingOf(told, frames) {
  const { paint, shaded, count } = told;
  const faces = Uint16Array.from(summed(told.faces));
  if (!told.moves) return { paint, shaded, faces, count, points: rows(told.points, 3 * count, frames, FORM) };
  const form = Float32Array.from(summed(told.form, 3), (number) => number / FORM);
  return { paint, shaded, faces, count, form, moves: rows(told.moves, 12, frames, LINEAR) };
}

/** Between two rows of a table, into `out`. */
export function between(table, width, { a, b, mix }, out) {
  for (let k = 0; k < width; k += 1) out[k] = table[a * width + k] * (1 - mix) + table[b * width + k] * mix;
  return out;
}
