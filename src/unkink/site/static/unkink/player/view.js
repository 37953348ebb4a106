// @ts-check
/** The session on the whole screen: draws a picture, and knows nothing of how it came about. */
import "./figure/figure.js";
import "./ring.js";
import { el, icon, say } from "./dom.js";

const SLIP_MS = 400; // a tap on the stage that slips onto a button is not meant for the button
const WAYS = { own: "", easier: "Easier today: ", without_pressure: "Without pressure today: " };
const SIDE_WORDS = { left: "Left", right: "Right" };

/** @typedef {{press: () => void, back: () => void, pause: () => void, skip: () => void, ease: () => void,
 *   hurts: () => void, go: () => void, leave: () => void, help: () => void}} Actions */

export class View {
  #parts;
  #read = "";
  #lastTap = -Infinity;
  #progress = /** @type {any[]} */ ([]);

  /** @param {Actions} actions @param {{captions: boolean}} preferences @param {string[]} titles */
  constructor(actions, preferences, titles) {
    this.#parts = this.#build(actions, titles);
    this.element = this.#parts.session;
    this.#parts.caption.hidden = !preferences.captions;
  }

  /** Where the keyboard is while nothing else has it. */
  focus() {
    this.#parts.stage.focus({ preventScroll: true });
  }

  set captions(shown) {
    this.#parts.caption.hidden = !shown;
  }

  notice(text) {
    const { notice } = this.#parts;
    notice.hidden = !text;
    say(notice, text);
  }

  /** @param {ReturnType<typeof import("./picture.js").picture>} p */
  draw(p) {
    const { session, figure, title, dose, word, numeral, ring, side, counts, caption, next, hint, go, left, count } = this.#parts;
    const paused = p.state === "paused";
    mark(session, { tone: p.tone, layout: p.layout, state: p.state, side: p.side ?? "", own: p.own ? "own" : "" });
    figure.show(p.figure);
    session.classList.toggle("with-figure", !figure.hidden);
    say(title, p.title);
    say(dose, WAYS[p.way] + p.dose);
    say(word, paused ? "Paused" : p.word);
    word.style.setProperty("--letters", String(Math.max(4, widthOf(word.textContent ?? ""))));
    say(numeral, p.numeral);
    mark(numeral, { digits: String(p.numeral.length) });
    ring.fraction = p.fraction;
    say(side, p.side ? SIDE_WORDS[p.side] : "");
    side.hidden = !p.side;
    this.#drawCounts(counts, p.counts);
    say(caption, p.caption);
    say(next, `Next: ${p.next}`);
    say(hint, p.hint);
    hint.hidden = !p.hint;
    say(go, p.go || "Go");
    go.hidden = !p.go;
    say(left, p.left);
    say(count, `${p.number} of ${p.of}`);
    this.#drawPause(paused);
    this.#drawProgress(p.progress);
    this.#drawReading(p);
  }

  #build(actions, titles) {
    const button = (name, label, shape, act) => this.#button(name, label, shape, act);
    const parts = {
      count: el("span.count"),
      left: el("b.left"),
      title: el("h1.title"),
      dose: el("p.dose"),
      word: el("p.word"),
      numeral: el("b.numeral"),
      figure: /** @type {any} */ (document.createElement("unkink-figure")),
      ring: /** @type {any} */ (document.createElement("unkink-ring")),
      side: el("b.side"),
      counts: el("p.counts"),
      reading: el("div.reading", { tabindex: "0", role: "group", "aria-label": "How to do it" }),
      hint: el("p.hint"),
      caption: el("p.caption"),
      next: el("p.next"),
      notice: el("p.notice", { role: "status", hidden: true }),
      go: el("button.go", { type: "button", hidden: true, onclick: (event) => (event.stopPropagation(), actions.go(), this.#giveBack(event)) }),
      pause: button("pause", "Pause", "pause", actions.pause),
      easier: button("easier", "Easier today", "easier", actions.ease),
      progress: el("ol.progress", { "aria-label": "Exercises" }, titles.map((title) => el("li", {}, el("i"), el("span.aside", {}, title)))),
    };
    const ringbox = el("div.ringbox", {}, el("div.dial", {}, parts.ring, parts.numeral));
    const who = el("div.who", {}, parts.title, parts.dose);
    const marks = el("div.marks", {}, parts.side, parts.counts);
    const now = el("div.now", {}, parts.word, ringbox, marks);
    const foot = el("div.foot", {}, parts.hint, parts.go, parts.caption, parts.next);
    const stage = el("main.stage", { tabindex: "-1", id: "stage", onclick: () => this.#tapped(actions) }, who, parts.figure, now, parts.reading, foot);
    const bar = el(
      "header.bar", {},
      button("leave", "Leave", "leave", actions.leave),
      parts.progress,
      el("p.clock", {}, parts.count, el("span.aside", {}, ", "), parts.left, el("span", {}, " left")),
      this.#button("help", "Keys and help", null, actions.help, "?"),
    );
    const controls = el(
      "nav.controls", { "aria-label": "Session" },
      el("div.moves", {}, button("back", "Back", "back", actions.back), parts.pause, button("next-one", "Skip", "skip", actions.skip)),
      el("div.care-row", {}, parts.easier, button("hurts", "It hurts: stop", "stop", actions.hurts)),
    );
    return { ...parts, stage, session: el("div.session", {}, bar, parts.notice, stage, controls) };
  }

  #button(name, label, shape, act, sign = "") {
    const face = shape ? icon(shape) : el("b", { "aria-hidden": "true" }, sign);
    const click = (event) => {
      const slipped = event.detail > 0 && performance.now() - this.#lastTap < SLIP_MS;
      if (slipped && name !== "hurts") return; // stopping takes one tap, whatever was tapped before
      act();
      this.#giveBack(event);
    };
    return el(`button.control.${name}`, { type: "button", onclick: click }, face, el("span.label", {}, label));
  }

  /** After a finger or a mouse, the space bar must pause again and not press the same button twice. */
  #giveBack(event) {
    if (event.detail > 0 && document.activeElement === event.currentTarget) this.focus();
  }

  #tapped(actions) {
    if (window.getSelection()?.toString()) return;
    this.#lastTap = performance.now();
    actions.press();
  }

  #drawCounts(counts, told) {
    if (counts.dataset.told === told.join()) return;
    counts.dataset.told = told.join();
    counts.replaceChildren(...told.map((count) => el("span", {}, count)));
  }

  #drawPause(paused) {
    const { pause } = this.#parts;
    if (pause.dataset.paused === String(paused)) return;
    pause.dataset.paused = String(paused);
    pause.replaceChildren(icon(paused ? "play" : "pause"), el("span.label", {}, paused ? "Go on" : "Pause"));
  }

  #drawProgress(progress) {
    progress.forEach(({ total, done, now }, n) => {
      const shown = Math.round(done * 200) / 200;
      if (this.#progress[n]?.shown === shown && this.#progress[n]?.now === now && this.#progress[n]?.total === total) return;
      this.#progress[n] = { shown, now, total };
      const item = this.#parts.progress.children[n];
      item.style.setProperty("--share", String(total));
      item.style.setProperty("--done", String(shown));
      if (now) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
  }

  /** What there is to read of the exercise: built once for each way of doing it. */
  #drawReading(p) {
    const key = JSON.stringify([p.title, p.why, p.needs, p.dose]);
    const { reading } = this.#parts;
    if (key !== this.#read) {
      this.#read = key;
      reading.replaceChildren(...readingOf(p));
      reading.scrollTop = 0;
    }
    for (const step of reading.querySelectorAll(".steps li")) {
      const spoken = p.caption.length > 12 && step.textContent.includes(p.caption.replace(/[.!?]$/, ""));
      if (spoken && !step.classList.contains("spoken")) bringIntoView(reading, step);
      step.classList.toggle("spoken", spoken);
    }
    mark(this.#parts.easier, { easiest: p.canEase ? "" : "yes" });
  }
}

/** The first caution, which is the most important one, stands where it is seen without scrolling; the others follow the steps. */
function readingOf(p) {
  const [first, ...others] = p.cautions;
  return [
    first ? el("div.care", { role: "note", "aria-label": "Take care" }, el("p", {}, first)) : null,
    p.why ? el("p.why", {}, p.why) : null,
    p.needs.length ? el("p.needs", {}, el("b", {}, "You need "), p.needs.join(", ")) : null,
    p.steps.length ? el("ol.steps", {}, p.steps.map((step) => el("li", {}, step))) : null,
    others.length ? el("div.care", { role: "note", "aria-label": "Take care, too" }, others.map((caution) => el("p", {}, caution))) : null,
  ].filter((part) => part !== null);
}

/** Scrolls the steps and nothing else: the page stays where it is. */
function bringIntoView(reading, step) {
  const below = step.offsetTop + step.offsetHeight - reading.clientHeight - reading.scrollTop;
  if (below > 0 || step.offsetTop < reading.scrollTop) reading.scrollTop = step.offsetTop - reading.clientHeight / 3;
}

function mark(element, words) {
  for (const [key, word] of Object.entries(words)) if (element.dataset[key] !== word) element.dataset[key] = word;
}

/** In letters: what a large word must leave room for. Two lines of it may be a little smaller than one. */
const widthOf = (text) => Math.max(text.includes(" ") ? text.length / 1.6 : 0, ...text.split(" ").map((word) => word.length));
