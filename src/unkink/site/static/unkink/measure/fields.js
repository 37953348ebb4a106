// @ts-check
/** The numbers of one side as they stand in the form: what the page's script fills in, anybody can type or change. */

import { median } from "./tilt.js";

export class SideFields {
  #box;
  #numbers;

  /** @param {HTMLElement} box a fieldset with `data-side` */
  constructor(box) {
    this.#box = box;
    this.#numbers = /** @type {HTMLInputElement[]} */ ([...box.querySelectorAll(".trial input")]);
    for (const part of box.querySelectorAll(".trial input, .trial select")) {
      part.addEventListener("input", () => this.show());
    }
    this.show();
  }

  get side() {
    return this.#box.dataset.side ?? "";
  }

  /** Which try comes next, from 1; past the last one where all are there. */
  get next() {
    const open = this.#numbers.findIndex((one) => !one.value.trim());
    return open < 0 ? this.#numbers.length + 1 : open + 1;
  }

  get full() {
    return this.next > this.#numbers.length;
  }

  /** Put a number into the next try that is still open. @param {number} value degrees above the horizontal, or seconds */
  fill(value) {
    const field = this.#numbers[this.next - 1];
    if (!field) return;
    const way = field.closest(".trial")?.querySelector("select");
    field.value = way ? `${Math.abs(Math.round(value))}` : `${value}`;
    if (way) way.value = value < 0 ? "below" : "above";
    this.show();
  }

  /** Say the middle one, as soon as there are three. */
  show() {
    const place = /** @type {HTMLElement|null} */ (this.#box.querySelector("[data-median]"));
    if (!place) return;
    const values = this.#numbers.filter((one) => one.value.trim()).map((one) => this.#value(one));
    place.hidden = values.length < this.#numbers.length || values.some(Number.isNaN);
    if (!place.hidden) place.textContent = `The middle one: ${this.#words(median(values))}`;
  }

  /** @param {HTMLInputElement} field */
  #value(field) {
    const sign = field.closest(".trial")?.querySelector("select")?.value === "below" ? -1 : 1;
    return sign * Number(field.value.replace(",", "."));
  }

  /** @param {number} value */
  #words(value) {
    if (!this.#box.querySelector(".trial select")) return `${value} s`;
    if (value === 0) return "level with the horizontal";
    return `${Math.abs(value)}° ${value > 0 ? "above" : "below"} the horizontal`;
  }
}
