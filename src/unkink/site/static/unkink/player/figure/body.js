// @ts-check
/** The body on its bones: read from its file, and put into the posture of an instant. */
import { BufferAttribute, GLTFLoader, SkinnedMesh, Vector3 } from "../../../vendor/three.js";
import { between } from "./clip.js";
import { HALO, INNER, OUTLINE, hullMaterial, paintMaterial, setColour, shadowMaterial } from "./looks.js";

const CHANNELS = 4; // muscles at the surface that can show at the same time
const FAR = -1; // metres: nowhere near a muscle

export class Body {
  #bones = /** @type {Map<string, any>} */ (new Map());
  #twisting = /** @type {{bone: any, segment: any, twist: number}[]} */ ([]);
  #inside;
  #row = new Float32Array(4);

  /** @param {any} gltf  as read @param {any} shared  uniforms */
  constructor(gltf, shared) {
    const { colours, face } = gltf.scene.userData;
    this.face = Object.entries(face).map(([name, points]) => ({ name, points: points.map((point) => new Vector3(...point)) }));
    this.skin = colours[0];
    colours.forEach((colour, n) => setColour({ value: shared.paints.value[n] }, colour));
    this.scene = gltf.scene;
    const mesh = /** @type {any} */ (this.scene.getObjectByProperty("isSkinnedMesh", true));
    this.#inside = new BufferAttribute(new Float32Array(mesh.geometry.attributes.position.count * CHANNELS).fill(FAR), CHANNELS);
    mesh.geometry.setAttribute("inside", this.#inside);
    this.#dress(mesh, shared);
    this.scene.traverse((/** @type {any} */ node) => this.#note(node));
    for (const [name, bone] of this.#bones) bone.userData.name = name;
  }

  /** The same surface five times: its shadow, its rims and itself. */
  #dress(mesh, shared) {
    const looks = [
      [shadowMaterial(shared), 0],
      [hullMaterial(shared, "halo", HALO, false), 1],
      [hullMaterial(shared, "ink", OUTLINE, false), 2],
      [hullMaterial(shared, "ink", INNER, true), 3],
    ];
    mesh.material = paintMaterial(shared);
    mesh.renderOrder = 4;
    mesh.frustumCulled = false;
    for (const [material, order] of looks) {
      const again = new SkinnedMesh(mesh.geometry, material);
      again.bind(mesh.skeleton, mesh.bindMatrix);
      again.renderOrder = order;
      again.frustumCulled = false;
      mesh.parent.add(again);
    }
  }

  #note(node) {
    if (!node.isBone) return;
    if (node.userData.twist) this.#twisting.push({ bone: node, segment: node.parent, twist: node.userData.twist });
    else this.#bones.set(node.name, node);
  }

  /** @param {import("./clip.js").Clip} clip @param {import("./clip.js").Instant} instant */
  pose(clip, instant) {
    for (const [name, turns] of clip.turns) {
      const [x, y, z, w] = between(turns, 4, instant, this.#row);
      this.bone(name).quaternion.set(x, y, z, w).normalize();
    }
    const [x, y, z] = between(clip.places, 3, instant, this.#row);
    this.bone("pelvis").position.set(x, y, z);
    for (const { bone, segment, twist } of this.#twisting) untwist(bone, segment.quaternion, twist);
    this.scene.updateMatrixWorld();
  }

  /** @param {string} name */
  bone(name) {
    return this.#bones.get(name);
  }

  /** The muscles at the surface of this clip, a channel each; their names in that order. */
  wear(clip) {
    const table = this.#inside.array;
    table.fill(FAR);
    const worn = clip.muscles.filter(({ vertices }) => vertices).slice(0, CHANNELS);
    worn.forEach(({ vertices, inside }, channel) => {
      vertices.forEach((vertex, n) => { table[vertex * CHANNELS + channel] = inside[n]; });
    });
    this.#inside.needsUpdate = true;
    return worn.map(({ name }) => name);
  }
}

/** A bone that takes only part of its segment's turn about its own length, as skin over a long bone does. */
function untwist(bone, { x, y, z, w }, twist) {
  const turn = Math.atan2(-2 * (x * z - y * w), 1 - 2 * (x * x + y * y));
  bone.quaternion.set(0, Math.sin((-twist * turn) / 2), 0, Math.cos((twist * turn) / 2));
}

/** @param {ArrayBuffer} file */
export function readBody(file) {
  return new GLTFLoader().parseAsync(file, "");
}
