// @ts-check
/** The small questions of a session that is under way: leaving, nothing easier left, and what the keys do. */
import { ask } from "./dialog.js";
import { el } from "./dom.js";
import { KEYS } from "./keys.js";

const CHANGEABLE = [["captions", "Captions"], ["flash", "Flash at the edge of the screen"], ["vibrate", "Vibration"]];

/** @returns {Promise<string|null>} "later", "end", or anything else for going on */
export function askAboutLeaving() {
  return ask("leaving", [el("h2", {}, "Leave for now?"), el("p", {}, "Your place is kept on this device. Today offers to go on.")], [
    { value: "go-on", label: "Go on", name: "main" },
    { value: "later", label: "Leave, and come back later" },
    { value: "end", label: "End the session here" },
  ]);
}

/** @returns {Promise<string|null>} "skip", or anything else for going on */
export function isTheEasiest(title) {
  return ask("easiest", [el("h2", {}, "This is the easiest way"), el("p", {}, `There is nothing easier than ${title} here. Do as much of it as feels right, or leave it for today.`)], [
    { value: "go-on", label: "Go on", name: "main" },
    { value: "skip", label: "Skip it today" },
  ]);
}

/** @param {any} preferences changed in place, for this session @param {() => void} changed */
export function showKeys(preferences, changed) {
  const rows = KEYS.map(([key, does]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)));
  const choices = CHANGEABLE.map(([name, label]) => {
    const box = el("input", { type: "checkbox", checked: preferences[name] });
    box.addEventListener("change", () => { preferences[name] = box.checked; changed(); });
    return el("label.switch", {}, box, el("span", {}, label));
  });
  const content = [
    el("h2", {}, "Keys and help"),
    el("p", {}, "Tap anywhere to pause and to go on. A headset's buttons do the same; next skips, and says “done” at your own pace."),
    el("dl.keys", {}, rows),
    el("fieldset.switches", {}, el("legend", {}, "For this session"), choices),
  ];
  return ask("keys-help", content, [{ value: "close", label: "Close", name: "main" }]);
}
