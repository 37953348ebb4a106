// @ts-check
/** "It hurts: stop": how much, where, what it feels like; then what is offered. */
import { ask, open } from "./dialog.js";
import { el } from "./dom.js";
import { FEELINGS, PLACES, decide } from "./safety.js";
import { scale, PAIN } from "./scale.js";
import { offer } from "./offers.js";

/**
 * @typedef {{level: number|null, where: string, feeling: string[]}} Answer
 * @param {{title: string, usual: number|null, presses: string, canEase: boolean,
 *   easierPresses: boolean, spares: any}} exercise `spares`: its way without what presses, where there is one to take
 * @param {{answer: Answer|null, tell: (answer: Answer|null) => void}} told
 *   `answer`: what was answered before the page went away; `tell` hears each answer before anything is offered, since
 *   whoever needs help may never choose, and null where it was nothing
 * @returns {Promise<{answer: Answer, choice: string}|null>} null: it was nothing, go on
 */
export async function askHurts(exercise, { answer, tell }) {
  for (let asks = !answer; ; asks = true) {
    if (asks || !answer) {
      answer = await form(exercise, answer ?? { level: null, where: "", feeling: [] });
      tell(answer);
      if (!answer) return null;
    }
    const decision = decide({ ...answer, usual: exercise.usual, pressure: exercise.presses !== "" });
    const { heading, texts, choices } = offer(decision, exercise);
    const content = [el("h2", {}, heading), ...texts.map((text) => el("p", {}, text))];
    const choice = await ask(`decision ${decision.colour}`.replace(" ", "."), content, choices);
    if (choice && choice !== "change") return { answer, choice };
  }
}

/** @returns {Promise<Answer|null>} */
async function form(exercise, before) {
  const level = scale("How much?", PAIN, before.level);
  const where = chips("radio", "Where?", PLACES.map((word) => ({ word })), before.where ? [before.where] : []);
  const plain = chips("checkbox", "What does it feel like?", FEELINGS.filter(({ row }) => row !== 1), before.feeling);
  const worries = chips("checkbox", "Is it one of these?", FEELINGS.filter(({ row }) => row === 1), before.feeling);
  const urgent = el("details.urgent", {}, el("summary", {}, "Chest pain, faint, or worse?"), worries);
  const { dialog, answer } = open("hurts-form", [
    el("h2", {}, "Stopped. What hurts?"),
    el("p.soft", {}, `${exercise.title} waits. Answer what you like.`),
    urgent, level, plain, where,
  ]);
  dialog.append(el("div.choices", {},
    el("button.main", { type: "button", onclick: () => dialog.close("next") }, "What now?"),
    el("button.plain", { type: "button", onclick: () => dialog.close("nothing") }, "It was nothing")));
  // Somebody with chest pain is not asked to find another button.
  urgent.addEventListener("change", () => chosen(urgent).length && dialog.close("next"));
  dialog.querySelector("h2")?.focus();
  if ((await answer) !== "next") return null;
  return { level: level.value, where: chosen(where)[0] ?? "", feeling: [...chosen(plain), ...chosen(urgent)] };
}

let groups = 0;

/** @param {"radio"|"checkbox"} type @param {{word: string, label?: string}[]} words @param {string[]} checked */
function chips(type, legend, words, checked) {
  groups += 1;
  const name = `chips-${groups}`;
  const options = words.map(({ word, label }) =>
    el("label.chip", {}, el("input", { type, name, value: word, checked: checked.includes(word) }), el("span", {}, label ?? word)));
  return el("fieldset.chips", {}, el("legend", {}, legend), el("div.chip-row", {}, options));
}

/** @returns {string[]} */
const chosen = (fieldset) => [...fieldset.querySelectorAll("input:checked")].map((input) => input.value);
