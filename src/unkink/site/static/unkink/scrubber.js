// @ts-check
/** A movement moment by moment: a slider that changes the pictures above it. Without script it stays hidden. */

/** @typedef {[string, [string, string][]]} Moment  what is said; and of each view a light picture and a dark one */

class Scrubber extends HTMLElement {
  connectedCallback() {
    /** @type {Moment[]} */
    this.moments = JSON.parse(this.dataset.moments ?? "[]");
    /** @type {Map<string, HTMLImageElement>} */
    this.prepared = new Map();
    this.slider = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    this.slider.addEventListener("input", () => this.show());
    this.hidden = false;
    this.show();
  }

  show() {
    const at = Number(this.slider.value);
    const [words, views] = this.moments[at];
    for (const [index, picture] of this.querySelectorAll("picture").entries()) draw(picture, views[index], words);
    /** @type {HTMLElement} */ (this.querySelector("p")).textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
    if (this.ready) this.prepare(at + 1);
    this.ready = true; // nobody has moved the slider before: nothing is drawn for who does not want it
  }

  /** Have the next pictures drawn while these are looked at. @param {number} at */
  prepare(at) {
    for (const view of this.moments[at]?.[1] ?? []) {
      const address = view[isDark() ? 1 : 0];
      if (this.prepared.has(address)) continue;
      const image = new Image();
      image.src = address;
      this.prepared.set(address, image);
    }
  }
}

/** @param {HTMLPictureElement} picture @param {[string, string]} tones @param {string} words */
function draw(picture, [day, night], words) {
  const image = /** @type {HTMLImageElement} */ (picture.querySelector("img"));
  for (const source of picture.querySelectorAll("source")) source.srcset = source.media === "print" ? day : night;
  image.src = document.documentElement.dataset.theme === "dark" ? night : day;
  image.alt = words;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

customElements.define("unkink-scrubber", Scrubber);
