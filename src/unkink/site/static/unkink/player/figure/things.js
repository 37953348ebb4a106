// @ts-check
/** Balls, bands, furniture: whatever is used beside the body. */
import { BufferAttribute, BufferGeometry, Color, Matrix4, Mesh } from "../../../vendor/three.js";
import { between } from "./clip.js";
import { HALO, INNER, OUTLINE, hullMaterial, paintMaterial, setColour, shadowMaterial } from "./looks.js";

const AGAIN = /** @type {[string, number, number, boolean][]} */ ([["halo", HALO, 1, false], ["ink", OUTLINE, 2, false], ["ink", INNER, 3, true]]);

export class Thing {
  #told;
  #form = new BufferGeometry();
  #colour = new Color();
  #row;
  #matrix = new Matrix4();

  /** @param {any} told  of a clip @param {any} shared  uniforms */
  constructor(told, shared) {
    this.#told = told;
    this.#row = new Float32Array(told.form ? 12 : 3 * told.count);
    this.#form.setAttribute("position", new BufferAttribute(new Float32Array(told.form ?? told.points.subarray(0, 3 * told.count)), 3));
    this.#form.setIndex(new BufferAttribute(told.faces, 1));
    this.#form.computeVertexNormals();
    this.meshes = [this.#mesh(paintMaterial(shared, { paint: this.#colour, shaded: told.shaded }), 4)];
    this.meshes.push(this.#mesh(shadowMaterial(shared), 0));
    for (const [colour, units, order, isInner] of AGAIN) this.meshes.push(this.#mesh(hullMaterial(shared, colour, units, isInner), order));
  }

  #mesh(material, order) {
    const mesh = new Mesh(this.#form, material);
    mesh.matrixAutoUpdate = false;
    mesh.frustumCulled = false;
    mesh.renderOrder = order;
    return mesh;
  }

  /** @param {"day"|"night"} tone */
  paint(tone) {
    setColour({ value: this.#colour }, this.#told.paint[tone]);
  }

  /** @param {import("./clip.js").Instant} instant */
  pose(instant) {
    const { form, moves, points, count } = this.#told;
    if (form) {
      between(moves, 12, instant, this.#row);
      this.#matrix.set(...this.#row, 0, 0, 0, 1);
      for (const mesh of this.meshes) mesh.matrix.copy(this.#matrix);
      return;
    }
    const { position } = this.#form.attributes;
    between(points, 3 * count, instant, position.array);
    position.needsUpdate = true;
    this.#form.computeVertexNormals();
  }

  forget() {
    this.#form.dispose();
    for (const mesh of this.meshes) {
      mesh.removeFromParent();
      mesh.material.dispose();
    }
  }
}
