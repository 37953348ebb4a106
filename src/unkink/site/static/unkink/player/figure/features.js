// @ts-check
/** The face, and the muscles that lie deep: drawn as strokes over the figure. */
import { Color, Vector3 } from "../../../vendor/three.js";
import { setColour } from "./looks.js";
import { smooth, spread } from "./strokes.js";

const FULL_SIZE = 3000; // units per metre at which the widths below hold
const LEAST = 0.62;
const TURNED = 0.16; // cosine to the viewer, below which a feature lies around the corner
const BEHIND = 0.014; // metres that a stroke may lie behind what is seen at its place
const MIDDLE = new Vector3(0.015, 0.06, 0);
const HALF = new Vector3(0.1, 0.13, 0.075);
/** Width in units, colour, how far the face must look at the viewer; as in the still pictures. */
const STYLES = {
  brow: [15, "ink", -0.1], lid: [12, "ink", -0.1], iris: [22, "ink", 0.05],
  wing: [9, "skin", 0.25], mouth: [12, "lips", -0.05], lip: [8, "skin", 0.2],
};
const FILL_DEPTH = -0.99;
const LINE_DEPTH = -0.98;
const FIBRE_DEPTH = -0.995;
const FIBRES = [-0.5, 0, 0.5];

/** @typedef {{axes: Vector3[], scale: number, project: (point: Vector3) => number[], unit: number[], depth: (metres: number) => number}} Eye */

export class Features {
  #colours = { ink: new Color(), skin: new Color(), lips: new Color(), white: new Color(1, 1, 1) };
  #point = new Vector3();
  #way = new Vector3();

  /** @param {string} skin  its colour @param {string} ink */
  colour(skin, ink) {
    setColour({ value: this.#colours.ink }, ink);
    const mix = (colour, other, share) => {
      setColour({ value: colour }, skin);
      const to = new Color();
      setColour({ value: to }, other);
      colour.lerp(to, share);
    };
    mix(this.#colours.skin, "#3a1208", 0.42);
    mix(this.#colours.lips, "#6e1414", 0.62);
  }

  /** @param {any} strokes @param {any} body @param {Eye} eye */
  face(strokes, body, eye) {
    const head = body.bone("head").matrixWorld;
    const towards = eye.axes[2];
    const looks = this.#way.setFromMatrixColumn(head, 0).dot(towards);
    const size = Math.max(eye.scale / FULL_SIZE, LEAST);
    for (const { name, points } of body.face) {
      const [width, colour, facing] = STYLES[name.split("_")[0]];
      const away = this.#way.set(0, 0, 0);
      for (const point of points) away.addScaledVector(point, 1 / points.length);
      away.sub(MIDDLE).divide(HALF).divide(HALF).transformDirection(head);
      if (looks < facing || away.dot(towards) < TURNED) continue;
      const seen = (points.length > 1 ? points : [points[0], points[0]]).map((point, n) => {
        const at = eye.project(this.#point.copy(point).applyMatrix4(head));
        const shift = points.length > 1 ? 0 : (n - 0.5) * 1.6 * width * size * eye.unit[1];
        return [at[0], at[1] + shift, at[2] - eye.depth(BEHIND)];
      });
      const line = seen.length > 2 ? smooth(seen, 4) : seen;
      strokes.lay(line, line.map((_, n) => (width * size * ends(n, line.length)) / 2), eye.unit, this.#colours[colour], 1);
    }
  }

  /** @param {any} strokes @param {any} body @param {any} muscle  of a clip @param {number} effort @param {Eye} eye @param {any} shared */
  deep(strokes, body, muscle, effort, eye, shared) {
    for (const { places, half_widths: halves } of muscle.strands) {
      const through = places.map(([segment, x, y, z]) => eye.project(this.#point.set(x, y, z).applyMatrix4(body.bone(segment).matrixWorld)));
      const line = smooth(through, 8);
      const wide = line.map((_, n) => spread(halves, n / (line.length - 1)) * eye.scale);
      const at = (depth) => line.map(([x, y]) => [x, y, depth]);
      strokes.lay(at(FILL_DEPTH), wide, eye.unit, shared.muscle.value, 0.86 * effort);
      strokes.lay(at(LINE_DEPTH), wide.map((one) => one + 12), eye.unit, shared.muscleLine.value, 0.9 * effort);
      for (const fibre of FIBRES) strokes.lay(beside(at(FIBRE_DEPTH), wide, fibre, eye.unit).slice(3, -3), line.map(() => 4.5), eye.unit, this.#colours.white, 0.4 * effort);
    }
  }
}

/** A stroke is thinner at its ends. */
const ends = (n, count) => (count > 2 && (n === 0 || n === count - 1) ? 0.45 : 1);

function beside(line, wide, share, unit) {
  return line.map((point, n) => {
    const [before, after] = [line[Math.max(0, n - 1)], line[Math.min(line.length - 1, n + 1)]];
    const x = (after[0] - before[0]) / unit[0];
    const y = (after[1] - before[1]) / unit[1];
    const much = (wide[n] * share) / Math.max(Math.hypot(x, y), 1e-6);
    return [point[0] - y * much * unit[0], point[1] + x * much * unit[1], point[2]];
  });
}
