// @ts-check
/** One figure on one canvas: a body, a clip, a view. Draws what it is told, when it is told. */
import { OrthographicCamera, Scene, Vector3, WebGLRenderer } from "../../../vendor/three.js";
import { Body, readBody } from "./body.js";
import { Features } from "./features.js";
import { setColour, sharedUniforms } from "./looks.js";
import { Strokes } from "./strokes.js";
import { Thing } from "./things.js";

const DISTANCE = 12; // metres: the camera has no perspective, so only what lies behind it matters
const DEEP = 24;
const FINEST = 2; // device pixels to one of the page: more are not seen, and cost a phone its battery

export class FigureScene {
  #shared = sharedUniforms();
  #scene = new Scene();
  #camera = new OrthographicCamera();
  #strokes = new Strokes();
  #features = new Features();
  #things = /** @type {Thing[]} */ ([]);
  #worn = /** @type {string[]} */ ([]);
  #renderer;
  #body;
  #clip = /** @type {any} */ (null);
  #eye = /** @type {any} */ (null);

  /** @param {HTMLCanvasElement} canvas @param {Body} body @param {any} shared */
  constructor(canvas, body, shared) {
    this.#shared = shared;
    this.#renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true, powerPreference: "low-power" });
    this.#renderer.setClearColor(0, 0);
    this.#body = body;
    this.#scene.matrixWorldAutoUpdate = false;
    this.#scene.add(body.scene, this.#strokes.mesh);
  }

  /** @param {HTMLCanvasElement} canvas @param {ArrayBuffer} file  a body's @throws {Error} where there is no WebGL */
  static async open(canvas, file) {
    const shared = sharedUniforms();
    return new FigureScene(canvas, new Body(await readBody(file), shared), shared);
  }

  /** @param {import("./clip.js").Clip} clip */
  play(clip) {
    for (const thing of this.#things) thing.forget();
    this.#clip = clip;
    this.#worn = this.#body.wear(clip);
    this.#things = clip.things.map((told) => new Thing(told, this.#shared));
    for (const thing of this.#things) this.#scene.add(...thing.meshes);
  }

  /** From where, and in which colours. @param {string} view @param {"day"|"night"} tone */
  look(view, tone) {
    const { width, height, axes, scale, shift } = this.#clip.views[view];
    const [right, up, towards] = [0, 3, 6].map((n) => new Vector3(axes[n], axes[n + 1], axes[n + 2]));
    const camera = this.#camera;
    Object.assign(camera, { left: -shift[0] / scale, right: (width - shift[0]) / scale, top: shift[1] / scale, bottom: (shift[1] - height) / scale, near: 0, far: DEEP });
    camera.updateProjectionMatrix();
    camera.matrixAutoUpdate = false;
    camera.matrix.makeBasis(right, up, towards).setPosition(towards.clone().multiplyScalar(DISTANCE));
    camera.updateMatrixWorld(true);
    const unit = [2 / width, 2 / height];
    this.#shared.unit.value.set(...unit);
    const project = (point) => { point.project(camera); return [point.x, point.y, point.z]; };
    this.#eye = { axes: [right, up, towards], scale, unit, project, depth: (metres) => (2 * metres) / DEEP };
    this.#paint(tone);
  }

  #paint(tone) {
    const shared = this.#shared;
    const told = this.#clip.tones[tone];
    const named = { ink: told.ink, halo: told.halo, shade: told.shade, bright: told.light, fallen: told.cast, muscle: told.muscle, muscleLine: told.muscle_line };
    for (const [name, colour] of Object.entries(named)) setColour(shared[name], colour);
    Object.assign(shared.shadeShare, { value: told.shade_share });
    Object.assign(shared.brightShare, { value: told.light_share });
    Object.assign(shared.fallenShare, { value: told.cast_share * 0.8 });
    this.#features.colour(this.#body.skin, told.ink);
    for (const thing of this.#things) thing.paint(tone);
  }

  /** In pixels of the page. Height follows from the view. @param {number} width @param {number} height */
  size(width, height) {
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio || 1, FINEST));
    this.#renderer.setSize(width, height, false);
  }

  /** @param {import("./clip.js").Instant} instant @param {Map<string, number>} effort */
  draw(instant, effort) {
    this.#body.pose(this.#clip, instant);
    for (const thing of this.#things) thing.pose(instant);
    for (const thing of this.#things) for (const mesh of thing.meshes) mesh.updateMatrixWorld(true);
    this.#shared.effort.value.fromArray([0, 1, 2, 3].map((channel) => effort.get(this.#worn[channel]) ?? 0));
    this.#strokes.clear();
    this.#features.face(this.#strokes, this.#body, this.#eye);
    for (const muscle of this.#clip.muscles) {
      const much = effort.get(muscle.name) ?? 0;
      if (muscle.strands && much > 0.01) this.#features.deep(this.#strokes, this.#body, muscle, much, this.#eye, this.#shared);
    }
    this.#strokes.done();
    this.#renderer.render(this.#scene, this.#camera);
  }

  /** What the graphics chip was given for the last picture. */
  get given() {
    const { calls, triangles } = this.#renderer.info.render;
    return { calls, triangles };
  }

  close() {
    this.#renderer.dispose();
  }
}
