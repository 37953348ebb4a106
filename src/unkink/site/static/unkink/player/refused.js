// @ts-check
/** What the server did not take: what it was, why, and what can be done. Nothing of it goes unless the person says so. */
import { el } from "./dom.js";

const FILE = "unkink-not-accepted.jsonl";

/**
 * Fill `place`, and again whenever the server has answered.
 *
 * @param {Element} place
 * @param {import("./queue.js").Diary} diary
 * @param {{flush: () => Promise<void>}} sync
 */
export async function showRefused(place, diary, sync) {
  const show = async () => {
    const refused = await diary.refused();
    const parts = refused.length === 0 ? [] : [listed(refused), choices(refused, diary, sync)];
    place.replaceChildren(...parts);
  };
  diary.addEventListener("settled", () => void show());
  await show();
}

/** @param {import("./queue.js").Refused[]} refused */
function listed(refused) {
  return el("details", {}, el("summary", {}, "What was not accepted, and why"), el("ul", {}, refused.map(entry)));
}

/** @param {import("./queue.js").Refused} refused */
function entry({ event, problems }) {
  const what = [event.kind.replaceAll("-", " "), event.exercise].filter(Boolean).join(", ");
  const when = new Date(event.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return el("li", {}, `${what}, ${when}: `, problems.map(sentence).join(" ") || "no reason was given.");
}

/** @param {{path: string, found: unknown, expected: string}} problem */
function sentence({ path, found, expected }) {
  const stood = found === null || found === undefined ? "" : `, not ${JSON.stringify(found)}`;
  return `${path ? `“${path}” should be ` : ""}${expected}${stood}.`;
}

/**
 * @param {import("./queue.js").Refused[]} refused
 * @param {import("./queue.js").Diary} diary
 * @param {{flush: () => Promise<void>}} sync
 */
function choices(refused, diary, sync) {
  const again = () => void diary.tryRefusedAgain().then(() => sync.flush());
  const remove = el("button", { type: "button", hidden: true, onclick: () => void discard() }, "Remove from this device");
  const discard = () => diary.discard(refused.map(({ event }) => event.id));
  const saveThem = () => {
    save(refused.map(({ event }) => event));
    remove.hidden = false; // only what was saved may go
  };
  return el(
    "p",
    {},
    el("button", { type: "button", onclick: again }, "Send again"),
    " ",
    el("button", { type: "button", onclick: saveThem }, "Save as a file"),
    " ",
    remove,
  );
}

/**
 * As JSON Lines, the shape that `unkink import log` reads.
 *
 * @param {object[]} events
 */
function save(events) {
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  const address = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  el("a", { href: address, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
