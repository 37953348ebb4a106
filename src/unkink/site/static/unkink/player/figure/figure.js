// @ts-check
/**
 * `<unkink-figure>`: the exercise as a figure that moves with the session, or, where motion is unwelcome, there is no
 * WebGL, or its pictures come too slowly, as its key poses side by side. Everything heavy is loaded when a figure is first
 * shown.
 */
import { el, say, svg } from "../dom.js";
import { arrowsAt, effort, instantOf, sideAt, standAt } from "./course.js";
import { Clip } from "./clip.js";
import { figuresMove, noteSlow, onMeansChange, toneOfPage } from "./means.js";
import { Pace } from "./pace.js";

const LATE_MS = 1500; // an empty sheet for longer says nothing
const VIEWS = { front: "Front view", side: "Side view" };

/** @typedef {{name: string, url: string}} BodyFile
 * @typedef {{exercise: string, title: string, clip: string, poses: {pose: string, alt: Record<string, string>,
 *   views: Record<string, Record<"day"|"night", string>>}[]}} Shown  how one exercise is shown: see docs/today.md
 * @typedef {{body: BodyFile, figures: Shown[]}} Picture
 * @typedef {{picture: Picture|null, leg: any, at: number, resting: boolean}} Moment */

class Figure extends HTMLElement {
  /** Pictures a second: with fewer, motion is no help, and key poses say more (judgement). */
  static fewest = 12;

  #pace = new Pace();
  #view = "front";
  #canvas = /** @type {HTMLCanvasElement} */ (el("canvas"));
  #behind = svg("svg", { "aria-hidden": "true", focusable: "false" });
  #before = svg("svg", { "aria-hidden": "true", focusable: "false" });
  #ghost = svg("g");
  #moving = el("div.moving", {}, this.#behind, this.#canvas, this.#before);
  #poses = el("ol.poses", { hidden: true });
  #turn = el("button.turn", { type: "button", onclick: (event) => this.#other(event) });
  #box = el("div.drawing", { role: "img" }, this.#moving, this.#poses);
  #scene = /** @type {any} */ (null);
  #clips = /** @type {Map<string, Promise<Clip|null>>} */ (new Map());
  #shown = /** @type {Shown|null} */ (null);
  #clip = /** @type {Clip|null} */ (null);
  #moment = /** @type {Moment|null} */ (null);
  #drawn = "";
  #missing = ""; // the clip that is not to be had: the words stay
  #late = ""; // the clip that lets people wait: the words have its room meanwhile
  #opening = false;
  #fails = false;

  connectedCallback() {
    if (this.firstChild) return;
    this.append(this.#box, this.#turn);
    new ResizeObserver(() => this.#again()).observe(this.#box);
    onMeansChange(() => this.#again());
    this.#canvas.addEventListener("webglcontextlost", () => { this.#fails = true; this.#again(); });
    this.#canvas.addEventListener("webglcontextrestored", () => { this.#fails = false; this.#again(); });
  }

  /** What is seen, for whoever measures or tests: a pose, or the way from one to another. */
  seen = /** @type {{from: string, to: string, part: number, mirrored: boolean, moves: boolean}|null} */ (null);

  /** How many pictures were drawn, and how many milliseconds of script they took. */
  pictures = { count: 0, ms: 0 };

  /** Show this moment of the session. Called with every frame; draws only what has changed. @param {Moment} moment */
  show(moment) {
    this.#moment = moment;
    const { picture, leg, at } = moment;
    const span = leg && picture ? exerciseAt(leg, at) : "";
    const shown = picture?.figures.find(({ exercise }) => exercise === span) ?? picture?.figures[0] ?? null;
    this.hidden = shown === null || [this.#missing, this.#late].includes(shown.clip);
    if (!shown || !picture) return;
    if (shown.clip !== this.#shown?.clip) this.#change(shown);
    if (!this.#clip) return;
    if (this.#moves && !this.#scene) void this.#open(picture.body);
    this.#draw(this.#clip, leg, at);
  }

  get #moves() {
    return figuresMove() && !this.#fails;
  }

  async #change(shown) {
    this.#shown = shown;
    this.#clip = null;
    this.seen = null;
    this.classList.add("loading");
    const late = setTimeout(() => (this.#late = shown.clip), LATE_MS);
    if (!this.#clips.has(shown.clip)) this.#clips.set(shown.clip, fetchedClip(shown.clip));
    const clip = await /** @type {Promise<Clip|null>} */ (this.#clips.get(shown.clip));
    clearTimeout(late);
    if (this.#late === shown.clip) this.#late = "";
    if (this.#shown !== shown) return;
    if (!clip) {
      this.#clips.delete(shown.clip); // asked for again when the exercise comes again
      this.#missing = shown.clip;
      return;
    }
    this.#missing = "";
    this.#clip = clip;
    this.#scene?.play(clip);
    this.#drawn = "";
    if (this.#moment) this.show(this.#moment);
    this.classList.remove("loading");
  }

  /** @param {BodyFile} body */
  async #open(body) {
    if (this.#opening) return;
    this.#opening = true;
    try {
      const [{ FigureScene }, file] = await Promise.all([import("./scene.js"), fetched(body.url)]);
      this.#scene = await FigureScene.open(this.#canvas, await file.arrayBuffer());
      if (this.#clip) this.#scene.play(this.#clip);
    } catch (error) {
      this.#fails = true; // no WebGL, or no network: key poses instead
      console.info("The figure does not move here:", error);
    }
    this.#again();
  }

  #again() {
    this.#drawn = "";
    if (this.#moment && this.#clip) this.show(this.#moment);
  }

  /** @param {Clip} clip */
  #draw(clip, leg, at) {
    const stand = standAt(clip, leg, at);
    const mirrored = sideAt(leg, at) === "left";
    const moves = this.#moves;
    this.seen = { ...stand, mirrored, moves };
    const key = JSON.stringify([this.#view, toneOfPage(), mirrored, moves, Boolean(this.#scene)]);
    if (key !== this.#drawn) this.#set(clip, mirrored, moves, key);
    if (!moves) return this.#mark(stand);
    if (!this.#scene) return;
    this.#move(clip, stand);
  }

  /** Everything that stays from picture to picture. @param {Clip} clip */
  #set(clip, mirrored, moves, key) {
    const turned = this.#drawn !== "" && JSON.parse(this.#drawn)[2] !== mirrored;
    this.#drawn = key;
    this.#frame = "";
    this.dataset.side = mirrored ? "left" : "right";
    this.dataset.view = this.#view;
    this.#moving.hidden = !moves;
    this.#poses.hidden = moves;
    say(this.#turn, VIEWS[this.#view === "front" ? "side" : "front"]);
    const { width, height, drawn } = clip.views[this.#view];
    const flat = drawn[toneOfPage()];
    this.style.setProperty("--panel", flat.panel);
    this.style.setProperty("--wide", String(width / height));
    this.dataset.shape = width > height * 1.2 ? "wide" : "tall";
    if (!moves) return this.#setPoses();
    for (const drawing of [this.#behind, this.#before]) drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#ghost.replaceChildren(...flat.ghost.map(built));
    this.#ghost.setAttribute("class", "ghost");
    this.#behind.replaceChildren(...flat.behind.map(built), this.#ghost);
    this.#before.replaceChildren(...Object.entries(flat.arrows).map(([phase, arrow]) => svg("g", { class: "arrow", "data-phase": phase }, ...arrow.map(built))));
    if (turned) this.#moving.animate?.([{ opacity: 0 }, { opacity: 1 }], { duration: 500, easing: "ease-out" });
    if (!this.#scene) return;
    const { clientWidth, clientHeight } = this.#moving;
    if (!clientWidth || !clientHeight) return void (this.#drawn = "");
    this.#scene.look(this.#view, toneOfPage());
    this.#scene.size(clientWidth, clientHeight);
  }

  #frame = "";

  /** @param {Clip} clip @param {import("./course.js").Stand} stand */
  #move(clip, stand) {
    const instant = instantOf(clip, stand);
    const frame = `${instant.a} ${instant.b} ${instant.mix.toFixed(4)} ${stand.to}`;
    if (frame === this.#frame || !this.#drawn) return this.#pace.rested();
    this.#frame = frame;
    const began = performance.now();
    this.#scene.draw(instant, effort(clip, stand));
    this.pictures.ms += performance.now() - began;
    this.pictures.count += 1;
    this.dispatchEvent(new Event("drawn"));
    const atStart = stand.to === clip.start && (stand.from === stand.to || stand.part > 0.9);
    this.#ghost.toggleAttribute("data-away", !atStart);
    const arrows = arrowsAt(clip, stand);
    for (const arrow of this.#before.children) arrow.toggleAttribute("data-on", arrows.includes(/** @type {any} */ (arrow).dataset.phase));
    this.#name(stand);
    this.#watch(began);
  }

  /** @param {number} now */
  #watch(now) {
    if (document.hidden) return this.#pace.rested();
    const before = this.#pace.found;
    this.#pace.drawn(now);
    const { found } = this.#pace;
    if (before === null && found !== null && found < Figure.fewest) void this.#standStill();
  }

  /** Key poses from now on, if they are to be had: without network a slow figure is better than none. */
  async #standStill() {
    const { poses } = /** @type {Shown} */ (this.#shown);
    const files = poses.map(({ views }) => views[this.#view][toneOfPage()]);
    try {
      await Promise.all(files.map(fetched));
    } catch (error) {
      console.info("The figure moves slowly here, and its key poses are not to be had:", error);
      return;
    }
    noteSlow();
    this.#again();
  }

  #setPoses() {
    const { poses } = /** @type {Shown} */ (this.#shown);
    const views = (pose) => pose.views[this.#view][toneOfPage()];
    this.#poses.replaceChildren(...poses.map((pose) => el("li", { data: { pose: pose.pose } }, el("img", { src: views(pose), alt: "" }))));
  }

  /** @param {import("./course.js").Stand} stand */
  #mark(stand) {
    const now = stand.part < 0.5 ? stand.from : stand.to;
    for (const pose of this.#poses.children) pose.toggleAttribute("data-now", /** @type {any} */ (pose).dataset.pose === now);
    this.#name(stand);
  }

  /** @param {import("./course.js").Stand} stand */
  #name(stand) {
    const alt = this.#shown?.poses.find(({ pose }) => pose === stand.to)?.alt[this.dataset.side ?? "right"] ?? this.#clip?.title ?? "";
    if (this.#box.getAttribute("aria-label") !== alt) this.#box.setAttribute("aria-label", alt);
  }

  #other(event) {
    event.stopPropagation();
    this.#view = this.#view === "front" ? "side" : "front";
    this.#again();
    if (event.detail > 0) this.closest("main")?.focus({ preventScroll: true }); // the space bar pauses again
  }
}

/** Which exercise is done, or is about to be: in a circuit, one of several. */
function exerciseAt(leg, at) {
  let found = leg.spans[0]?.exercise ?? "";
  for (const span of leg.spans) if (span.at <= at) found = span.exercise ?? found;
  return found;
}

/** A shape that the server drew, as an element of this page. */
function built([name, given, children]) {
  return svg(name, given, ...children.map(built));
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** @returns {Promise<Clip|null>} */
async function fetchedClip(url) {
  try {
    return new Clip(await (await fetched(url)).json());
  } catch (error) {
    console.info("There is no picture of this exercise now:", error);
    return null;
  }
}

customElements.define("unkink-figure", Figure);
