// @ts-check
/** Ribbons that face the viewer: the strokes of a face, the strands of a deep muscle. Laid out anew for each picture. */
import { BufferAttribute, BufferGeometry, Mesh } from "../../../vendor/three.js";
import { strokeMaterial } from "./looks.js";

const MOST = 4096; // corners

export class Strokes {
  #at = new Float32Array(MOST * 3);
  #tint = new Float32Array(MOST * 4);
  #index = new Uint16Array(MOST * 3);
  #corners = 0;
  #used = 0;

  constructor() {
    const form = new BufferGeometry();
    form.setAttribute("position", new BufferAttribute(this.#at, 3));
    form.setAttribute("tint", new BufferAttribute(this.#tint, 4));
    form.setIndex(new BufferAttribute(this.#index, 1));
    this.mesh = new Mesh(form, strokeMaterial());
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 9;
  }

  clear() {
    this.#corners = 0;
    this.#used = 0;
  }

  /**
   * @param {number[][]} points  x and y from -1 to 1, and depth likewise, of each point
   * @param {number[]} halves  half the width there, in units
   * @param {number[]} unit  of the picture, in x and y
   * @param {import("../../../vendor/three.js").Color} colour
   * @param {number} alpha
   */
  lay(points, halves, unit, colour, alpha) {
    if (points.length < 2 || this.#corners + 2 * points.length > MOST) return;
    const first = this.#corners;
    points.forEach((point, n) => {
      const before = points[Math.max(0, n - 1)];
      const after = points[Math.min(points.length - 1, n + 1)];
      const x = (after[0] - before[0]) / unit[0];
      const y = (after[1] - before[1]) / unit[1];
      const wide = halves[n] / Math.max(Math.hypot(x, y), 1e-6);
      this.#corner(point[0] - y * wide * unit[0], point[1] + x * wide * unit[1], point[2], colour, alpha);
      this.#corner(point[0] + y * wide * unit[0], point[1] - x * wide * unit[1], point[2], colour, alpha);
      if (n === 0) return;
      const at = first + 2 * n;
      for (const corner of [at - 2, at - 1, at, at - 1, at + 1, at]) this.#index[this.#used++] = corner;
    });
  }

  done() {
    const form = this.mesh.geometry;
    form.attributes.position.needsUpdate = true;
    form.attributes.tint.needsUpdate = true;
    form.index.needsUpdate = true;
    form.setDrawRange(0, this.#used);
    this.mesh.visible = this.#used > 0;
  }

  #corner(x, y, z, { r, g, b }, alpha) {
    this.#at.set([x, y, z], this.#corners * 3);
    this.#tint.set([r, g, b, alpha], this.#corners * 4);
    this.#corners += 1;
  }
}

/** A smooth line through points: `steps` between any two (Catmull and Rom 1974). @param {number[][]} points */
export function smooth(points, steps) {
  const found = [];
  const at = (n) => points[Math.min(points.length - 1, Math.max(0, n))];
  for (let n = 0; n < points.length - 1; n += 1) {
    const [p, q, r, s] = [at(n - 1), at(n), at(n + 1), at(n + 2)];
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps;
      found.push(q.map((v, k) => 0.5 * (2 * v + (r[k] - p[k]) * t + (2 * p[k] - 5 * v + 4 * r[k] - s[k]) * t * t + (3 * v - p[k] - 3 * r[k] + s[k]) * t * t * t)));
    }
  }
  return [...found, at(points.length - 1)];
}

/** A number at a part of a list, between its neighbours. @param {number[]} list @param {number} part */
export function spread(list, part) {
  const place = part * (list.length - 1);
  const first = Math.min(Math.floor(place), list.length - 2);
  return list[first] + (list[first + 1] - list[first]) * (place - first);
}
