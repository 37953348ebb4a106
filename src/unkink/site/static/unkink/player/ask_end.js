// @ts-check
/** After the session: what was done, and questions of which each may stay unanswered. Every answer is kept at once. */
import { el, icon } from "./dom.js";
import { EASIER_NEXT_TIME } from "./offers.js";
import { decide } from "./safety.js";
import { EFFORT, PAIN, scale } from "./scale.js";
import { isWhole } from "./tally.js";

const SETTLES_MS = 900; // an answer that is still being changed is written once
const EMERGENCY = [["112", "Europe"], ["999", "United Kingdom"], ["911", "North America"]];
const FELT = ["too easy", "fine", "too hard"];
const UNITS = [["sets", "set"], ["reps", "rep"], ["rounds", "round"], ["seconds", "s"]];

/**
 * @param {{reason: string, summary: any[], log: any, hurt: Map<number, number>, asksPersists: boolean, done: (told: any) => void}} given
 *   `hurt` is the worst pain already told during the session, by item
 */
export function endScreen(given) {
  const answers = new Answers(given);
  const done = given.summary.filter(({ ways }) => ways.some(({ done }) => anything(done)));
  const screen = el(
    "main.page.end", {},
    el("header", {},
      el("h1", { tabindex: "-1" }, given.reason === "finished" ? "Well done" : "That is all for today"),
      el("p.lead", {}, "Saved already. Tell a little more if you like; leave whenever you like."),
    ),
    doneList(given.summary, given.hurt),
    given.asksPersists ? persists(answers) : null,
    section("How hard was it?", scaleOf("How hard was the session, from 0 to 10", EFFORT, (value) => answers.effort(value))),
    done.length ? byExercise(done, answers, given.hurt) : null,
    section("A note", noteOf(answers)),
    el("div.choices.last", {}, el("button.main.large", { type: "button", onclick: () => given.done(answers.finish()) }, "Done")),
  );
  return { screen, flush: () => answers.finish() };
}

/** @param {{summary: any[], told: any, words: string, leave: () => void}} given */
export function summaryScreen({ summary, told, words, leave }) {
  const complete = summary.map(({ ways }) => ways.find(({ way, done }) => isComplete(way, done))).filter((way) => way);
  const eased = complete.filter((way) => way.eased).length;
  const facts = [
    ["Exercises done", `${complete.length} of ${summary.length}${eased ? `, ${eased} the easier way` : ""}`],
    told.effort === null ? null : ["Effort", `${told.effort} of 10`],
    told.pain === null ? null : ["Worst pain", told.pain === 0 ? "none" : `${told.pain} of 10`],
  ].filter((fact) => fact !== null);
  return el(
    "main.page.summary", {},
    el("header", {}, el("h1", { tabindex: "-1" }, "All kept"), el("p.lead", { role: "status" }, words)),
    el("dl.facts", {}, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    el("div.choices", {}, el("button.main.large", { type: "button", onclick: leave }, "To Today")),
  );
}

/** Urgent help is the whole screen: no questions afterwards. */
export function helpScreen({ leave }) {
  return el(
    "main.page.help-now", {},
    el("h1", { tabindex: "-1" }, "Get help now"),
    el("p.lead", {}, "Call your local emergency number, or ask somebody near you to call. Stay where you are safe."),
    el("ul.numbers", {}, EMERGENCY.map(([number, place]) => el("li", {}, el("a", { href: `tel:${number}` }, number), ` ${place}`))),
    el("p", {}, "The session has ended and is kept. Do not exercise again until a clinician has seen you."),
    el("div.choices", {}, el("button.plain", { type: "button", onclick: leave }, "Close")),
  );
}

/** The answers as they are given: each is written when it has settled, once, and corrected when it changes. */
class Answers {
  #given;
  #later = /** @type {Map<string, {timer: number, write: () => void}>} */ (new Map());

  constructor(given) {
    this.#given = given;
    this.told = { effort: /** @type {number|null} */ (null), pain: /** @type {number|null} */ (null) };
    this.pains = new Map(given.hurt);
    this.more = {};
    if (given.hurt.size) this.told.pain = Math.max(...given.hurt.values());
  }

  effort(value) {
    this.told.effort = value;
    this.#soon("effort", () => this.#given.log.effort(value));
  }

  worst(item, value) {
    if (value === null) this.pains.delete(item.index);
    else this.pains.set(item.index, value);
    this.told.pain = this.pains.size ? Math.max(...this.pains.values()) : null;
    this.#soon(`worst ${item.index}`, () => this.#given.log.worstPain(item, value));
  }

  felt(item, felt) {
    this.#soon(`felt ${item.index}`, () => this.#given.log.felt(item, felt));
  }

  end(more) {
    Object.assign(this.more, more);
    const kept = Object.fromEntries(Object.entries(this.more).filter(([, value]) => value !== ""));
    this.#soon("ended", () => this.#given.log.ended(this.#given.reason, kept));
  }

  /** Write what has not settled yet. */
  finish() {
    for (const [key, { timer, write }] of this.#later) {
      clearTimeout(timer);
      this.#later.delete(key);
      write();
    }
    return this.told;
  }

  #soon(key, write) {
    clearTimeout(this.#later.get(key)?.timer);
    const timer = window.setTimeout(() => (this.#later.delete(key), write()), SETTLES_MS);
    this.#later.set(key, { timer, write });
  }
}

const section = (heading, ...content) => el("section", {}, el("h2", {}, heading), content);

function scaleOf(legend, words, told, value = null) {
  const one = scale(legend, words, value, { quietLegend: true });
  one.addEventListener("answer", () => told(one.value));
  return one;
}

function doneList(summary, hurt) {
  const rows = summary.map(({ item, ways }) => {
    const last = ways[ways.length - 1];
    const whole = last && isComplete(last.way, last.done);
    const none = !last || !anything(last.done);
    const word = none ? (hurt.has(item.index) ? "stopped, it hurt" : "left out") : whole ? (last.eased ? "done, the easier way" : "done") : "done in part";
    const state = word.startsWith("done") && whole ? "whole" : none ? "none" : "part";
    return el(`li.${state}`, {}, whole ? icon("check") : el("i", { "aria-hidden": "true" }), el("b", {}, last?.way.title ?? item.title), el("span.state", {}, word),
      el("span.amount", {}, last && anything(last.done) ? amountOf(last.way, last.done) : ""));
  });
  return el("ol.done-list", { "aria-label": "What you did" }, rows);
}

/** `left 4 of 4 reps, right 2 of 4 reps`: in the unit that the dose is counted in. */
export function amountOf(way, done) {
  return Object.entries(way.prescribed)
    .map(([side, prescribed]) => {
      const [unit, word] = UNITS.find(([name]) => name !== "sets" && prescribed[name] > 0) ?? UNITS[0];
      const of = Math.round(prescribed[unit] ?? 0);
      const noun = word === "s" || of === 1 ? word : `${word}s`;
      return `${side === "both" ? "" : `${side} `}${done[side]?.[unit] ?? 0} of ${of} ${noun}`;
    })
    .join(", ");
}

const isComplete = (way, done) => Object.entries(way.prescribed).every(([side, prescribed]) => isWhole(done[side], prescribed));

const anything = (done) => Object.values(done).some((side) => Object.values(side).some((count) => count > 0));

/** One tap for no pain at all, and one for how each exercise was; a number is asked only where it hurt. */
function byExercise(done, answers, hurt) {
  const rows = done.map(({ item }, n) => exerciseRow(item, n, answers, hurt.get(item.index) ?? null));
  const none = el("button.no-pain", { type: "button", "aria-pressed": "false" }, icon("check"), el("span", {}, ""));
  const hurting = () => hurt.size > 0 || rows.some(({ itHurt }) => itHurt());
  const update = () => {
    const told = rows.filter(({ pain }) => pain.value !== null);
    none.setAttribute("aria-pressed", String(told.length > 0 && rows.every(({ pain, itHurt }) => pain.value !== null || itHurt())));
    none.lastChild.textContent = hurting() ? "No other pain" : "No pain anywhere";
  };
  none.addEventListener("click", () => {
    for (const { item, pain, itHurt } of rows) {
      if (hurt.has(item.index) || itHurt()) continue;
      pain.value = 0;
      answers.worst(item, 0);
    }
    update();
  });
  const list = el("div.each", { onanswer: update, onclick: update }, rows.map(({ row }) => row));
  update();
  return [section("Any pain?", none), section("How was each exercise?", list)];
}

function exerciseRow(item, n, answers, before) {
  const pain = scaleOf(`${item.title}: pain at its worst, from 0 to 10`, PAIN, (value) => answers.worst(item, value), before);
  const more = el("div.it-hurt", { hidden: before === null }, pain, afterwards(pain));
  const options = FELT.map((felt) => el("label.chip", {}, el("input", { type: "radio", name: `felt-${n}`, value: felt, onchange: () => answers.felt(item, felt) }), el("span", {}, felt)));
  const hurts = el("button.chip.hurts", { type: "button", "aria-expanded": String(before !== null) }, "it hurt");
  const itHurt = () => (pain.value === null ? !more.hidden : pain.value > 0);
  hurts.addEventListener("click", () => {
    more.hidden = !more.hidden && !(pain.value > 0);
    hurts.setAttribute("aria-expanded", String(!more.hidden));
    if (more.hidden || pain.value !== 0) return;
    pain.value = null; // it was "no pain" until now
    answers.worst(item, null);
  });
  return { item, pain, itHurt, row: el("div.by-exercise", {}, el("fieldset.felt", {}, el("legend", {}, item.title), el("div.chip-row", {}, options, hurts)), more) };
}

/** What the table says to pain that would have ended the session. */
function afterwards(one) {
  const advice = el("p.soft", { role: "status" });
  one.addEventListener("answer", () => {
    const { action } = decide({ feeling: [], level: one.value, usual: null });
    advice.textContent = action === "end" ? EASIER_NEXT_TIME : "";
  });
  return advice;
}

function noteOf(answers) {
  const field = el("textarea", { rows: 3, maxlength: 3000, "aria-label": "A note" });
  field.addEventListener("input", () => answers.end({ note: field.value.trim() }));
  return field;
}

function persists(answers) {
  const option = (label, value) => el("label.chip", {}, el("input", { type: "radio", name: "persists", onchange: () => answers.end({ persists: value }) }), el("span", {}, label));
  return section("Is the feeling still there?",
    el("p.soft", {}, "If it does not go away, ask a professional before you go on with the program."),
    el("div.chip-row", { role: "radiogroup", "aria-label": "Is the feeling still there?" }, option("yes", true), option("no, it is gone", false)));
}
