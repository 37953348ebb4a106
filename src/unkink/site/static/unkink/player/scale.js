// @ts-check
/** A whole number from 0 to 10: eleven large radio buttons. Pressing the chosen one again takes the answer back. */
import { el } from "./dom.js";

let number = 0;

/** Words under some of the numbers of pain. */
export const PAIN = { 0: "none", 2: "mild", 5: "moderate", 8: "strong", 10: "worst" };
/** Words of effort: in the order of the well-known ten-point scale, in plain terms. */
export const EFFORT = { 0: "no effort", 1: "very easy", 3: "easy", 5: "fairly hard", 7: "hard", 9: "very hard", 10: "all I had" };

class Scale extends HTMLElement {
  #value = /** @type {number|null} */ (null);
  #inputs = /** @type {HTMLInputElement[]} */ ([]);

  /** @param {string} legend @param {Record<number, string>} words @param {number|null} value */
  build(legend, words, value = null, quietLegend = false) {
    number += 1;
    const name = `scale-${number}`;
    const options = Array.from({ length: 11 }, (_, level) => this.#option(name, level, words[level]));
    this.append(el("fieldset.scale", {}, el(quietLegend ? "legend.aside" : "legend", {}, legend), el("div.scale-row", {}, options)));
    this.value = value;
    return this;
  }

  get value() {
    return this.#value;
  }

  set value(value) {
    this.#value = value;
    this.#inputs.forEach((input, level) => { input.checked = level === value; });
  }

  #option(name, level, word) {
    const input = el("input", { type: "radio", name, value: level, "aria-label": word ? `${level}, ${word}` : level });
    this.#inputs.push(input);
    input.addEventListener("click", () => this.#choose(this.#value === level && wasPointer ? null : level));
    input.addEventListener("change", () => this.#choose(level));
    let wasPointer = false;
    const label = el("label.level", {}, input, el("b", {}, String(level)), word ? el("small", { "aria-hidden": "true" }, word) : null);
    label.addEventListener("pointerdown", () => { wasPointer = true; });
    label.addEventListener("keydown", () => { wasPointer = false; });
    return label;
  }

  #choose(level) {
    if (level === this.#value) return;
    this.value = level;
    this.dispatchEvent(new CustomEvent("answer", { detail: level, bubbles: true }));
  }
}

customElements.define("unkink-scale", Scale);

/** @returns {any} */
export function scale(legend, words, value = null, { quietLegend = false } = {}) {
  return /** @type {any} */ (document.createElement("unkink-scale")).build(legend, words, value, quietLegend);
}
