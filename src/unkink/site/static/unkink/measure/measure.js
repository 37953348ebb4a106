// @ts-check
/** A guided test: a large number, one large button, and the numbers in the form below. Without it the form is typed in. */

import { Awake } from "../player/awake.js";
import { SideFields } from "./fields.js";
import { canLevel, takeAngle } from "./level.js";
import { mayTone, taken } from "./signal.js";
import { takeSeconds } from "./stopwatch.js";

const WHY_NOT = {
  refused: "The phone did not allow it. You can type the numbers in.",
  "no-sensor": "This device tells nothing of how it lies. You can type the numbers in.",
};

class Stage {
  #dialog = /** @type {HTMLDialogElement} */ (document.querySelector("[data-stage]"));
  #title = /** @type {HTMLElement} */ (this.#dialog.querySelector("[data-stage-title]"));
  #number = /** @type {HTMLElement} */ (this.#dialog.querySelector("[data-stage-number]"));
  #says = /** @type {HTMLElement} */ (this.#dialog.querySelector("[data-stage-says]"));
  #act = /** @type {HTMLButtonElement} */ (this.#dialog.querySelector("[data-stage-act]"));
  #awake = new Awake();
  #left = new AbortController();
  #ontap = () => {};

  constructor() {
    this.#act.addEventListener("click", () => this.#ontap());
    this.#dialog.querySelector("[data-stage-close]")?.addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => {
      this.#left.abort();
      void this.#awake.off();
    });
  }

  /** @param {SideFields} fields @param {"tilt"|"stopwatch"} how */
  open(fields, how) {
    this.#left = new AbortController();
    void this.#awake.on();
    this.#dialog.showModal();
    this.#ready(fields, how, how === "tilt" ? "Tap, then lay the phone along the thigh, screen up." : "Get ready, then tap.");
  }

  /** @param {SideFields} fields @param {"tilt"|"stopwatch"} how @param {string} says */
  #ready(fields, how, says) {
    const side = fields.side === "left" ? "Left" : "Right";
    this.#says.textContent = says;
    if (fields.full) {
      this.#title.textContent = `${side} leg: done`;
      this.#on("Back to the page", () => this.#dialog.close());
      return;
    }
    this.#title.textContent = `${side} leg, try ${fields.next} of 3`;
    this.#on("Start", () => void (how === "tilt" ? this.#level(fields) : this.#watch(fields)));
  }

  /** @param {SideFields} fields */
  async #level(fields) {
    mayTone();
    const left = this.#left;
    this.#says.textContent = "Let go of the phone. It sounds when it has the number.";
    this.#on("Stop", () => this.#dialog.close());
    const onangle = (/** @type {number|null} */ angle) => { this.#number.textContent = angle === null ? "–" : `${Math.round(Math.abs(angle))}°`; };
    const found = await takeAngle({ onangle, signal: left.signal });
    if (left.signal.aborted || found === "stopped") return;
    if (typeof found === "string") {
      this.#ready(fields, "tilt", WHY_NOT[/** @type {"refused"|"no-sensor"} */ (found)]);
      return;
    }
    this.#keep(fields, "tilt", found, `${Math.abs(Math.round(found))}° ${found < 0 ? "below" : "above"} the horizontal.`);
  }

  /** @param {SideFields} fields */
  async #watch(fields) {
    mayTone();
    const stop = new AbortController();
    const left = this.#left;
    this.#says.textContent = "Ready …";
    this.#on("Wait", () => {});
    const seconds = await takeSeconds({
      onshow: (words) => { this.#number.textContent = words; },
      ongo: () => {
        this.#says.textContent = "Hold. Breathe.";
        this.#on("Stop the time", () => stop.abort());
      },
      stop: stop.signal,
      cancel: left.signal,
    });
    if (seconds !== null) this.#keep(fields, "stopwatch", seconds, `${seconds} s.`);
  }

  /** @param {SideFields} fields @param {"tilt"|"stopwatch"} how @param {number} value @param {string} words */
  #keep(fields, how, value, words) {
    taken();
    fields.fill(value);
    this.#ready(fields, how, fields.full ? `${words} That was the third. Rest.` : `${words} Rest a little before the next.`);
  }

  /** @param {string} words @param {() => void} ontap */
  #on(words, ontap) {
    this.#act.textContent = words;
    this.#ontap = ontap;
  }
}

const page = /** @type {HTMLElement|null} */ (document.querySelector("[data-measuring]"));
const how = page?.dataset.measuring;
const sides = [...document.querySelectorAll("fieldset[data-side]")].map((box) => /** @type {HTMLElement} */ (box));
const fields = sides.map((box) => new SideFields(box));
if (how === "stopwatch" || (how === "tilt" && canLevel())) {
  const stage = new Stage();
  page?.querySelector("[data-no-script]")?.remove();
  sides.forEach((box, place) => {
    const button = /** @type {HTMLButtonElement|null} */ (box.querySelector("[data-measure]"));
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => stage.open(fields[place], how));
  });
}
