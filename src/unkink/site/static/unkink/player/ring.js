// @ts-check
/** The ring: how much of what is on has passed, around a large number. */
import { svg } from "./dom.js";

const RADIUS = 47;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

class Ring extends HTMLElement {
  #arc = svg("circle", { class: "ring-arc", cx: 50, cy: 50, r: RADIUS, pathLength: 1, "stroke-dasharray": "0 1" });
  #shown = -1;

  connectedCallback() {
    if (this.firstChild) return;
    this.setAttribute("aria-hidden", "true");
    const track = svg("circle", { class: "ring-track", cx: 50, cy: 50, r: RADIUS });
    this.append(svg("svg", { viewBox: "0 0 100 100", focusable: "false" }, track, this.#arc));
  }

  /** From 0 to 1. Where motion is unwelcome it moves by twelfths. */
  set fraction(value) {
    const shown = calm.matches ? Math.floor(value * 12) / 12 : Math.round(value * 600) / 600;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#arc.setAttribute("stroke-dasharray", `${shown} ${1 - shown}`);
    this.toggleAttribute("data-empty", shown === 0);
  }
}

customElements.define("unkink-ring", Ring);
