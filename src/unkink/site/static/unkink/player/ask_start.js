// @ts-check
/** Before the session: what is coming, the one tap that a browser wants before it may sound, and the usual pain. */
import { el, icon } from "./dom.js";
import { staleWords } from "./kept_day.js";
import { PAIN, scale } from "./scale.js";

/**
 * @param {{today: any, goesOn: {title: string}|null, manual: boolean, begin: () => void, afresh: () => void, leave: () => void}} given
 */
export function startScreen({ today, goesOn, manual, begin, afresh, leave }) {
  const { session } = today;
  const minutes = Math.max(1, Math.round(session.total_ms / 60000));
  const heading = goesOn ? "Go on where you stopped" : today.program.title;
  const label = goesOn ? "Go on" : "Start";
  return el(
    "main.page.start", {},
    el("header", {},
      el("h1", { tabindex: "-1" }, heading),
      el("p.lead", {}, goesOn ? `${goesOn.title} is next. Nothing that you did is lost.` : `${session.title}: ${session.items.length} exercises, about ${minutes} min. Put the phone where you can see it, sound on.`),
    ),
    el("ol.plan", {}, session.items.map(planned)),
    manual ? el("p.soft", {}, "Each exercise waits until you tap.") : null,
    today.from_device ? el("p.soft", {}, `No network: this session is on your device. ${staleWords(today.day)}`.trim()) : null,
    el("div.choices", {},
      el("button.main.large", { type: "button", onclick: begin }, icon("play"), label),
      goesOn ? el("button.plain", { type: "button", onclick: afresh }, "Start from the beginning") : null,
      el("button.plain", { type: "button", onclick: leave }, "Not now"),
    ),
  );
}

function planned(item) {
  const instead = item.because ? el("small", {}, "instead, for today") : null;
  return el("li", {}, el("b", {}, item.title), el("span", {}, item.dose_words), instead);
}

/** Pain at rest above this is for a professional first (docs/safety.md, "Before you begin"). */
const MOST_AT_REST = 5;

/** @param {{answer: (level: number|null) => void, leave: () => void}} given */
export function usualScreen({ answer, leave }) {
  const level = scale("From 0, no pain, to 10, the worst you can think of", PAIN);
  const on = el("button.main.large", { type: "button", onclick: () => answer(level.value) }, "Begin without answering");
  const care = el("p.lead", { role: "status" });
  const notToday = el("button.main.large", { type: "button", hidden: true, onclick: leave }, "Not today");
  level.addEventListener("answer", () => {
    const much = (level.value ?? 0) > MOST_AT_REST;
    on.textContent = level.value === null ? "Begin without answering" : much ? "I may: begin" : "Begin";
    care.textContent = much ? `Over ${MOST_AT_REST} at rest: begin only if a professional has said that you may.` : "";
    on.className = much ? "plain" : "main large";
    notToday.hidden = !much;
  });
  return el(
    "main.page.usual", {},
    el("header", {},
      el("h1", { tabindex: "-1" }, "Usual pain right now?"),
      el("p.lead", {}, "What hurts more than this during the session, you can tell at any time."),
    ),
    level,
    care,
    el("div.choices", {}, notToday, on),
  );
}
