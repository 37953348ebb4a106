// @ts-check
/** What the screen shows at this instant, as words and numbers. Pure: a sitting in, a picture out. */
import { captionAt } from "./captions.js";
import { gateOf, isLong, most, readyAt, repOf, spanAfter } from "./score.js";

const PHASES = { hold: "Hold", pause: "Hold", lift: "Lift", return: "And back", lower: "Lower", rep: "Go", work: "Go" };
const SHORT_REST_MS = 10000; // not worth announcing as what comes next
const READY_FROM_MS = 4000; // a shorter rest is over before anybody finds the button
const COUNTED = ["", "One.", "Two.", "Three."];
const SIDES = { left: "left side", right: "right side" };

/** @param {import("./sitting.js").Sitting} sitting */
export function picture(sitting) {
  const { leg, span, state } = sitting;
  const way = sitting.way;
  const own = leg.own && span.kind === "phase";
  const left = state === "lead-in" ? sitting.leadInLeft : leftOf(leg, span, sitting.at);
  return {
    state,
    layout: layoutOf(span, state),
    tone: toneOf(span, state),
    own,
    number: leg.item + 1,
    of: sitting.items.length,
    title: way.title,
    dose: way.dose_words,
    way: leg.way,
    why: span.kind === "announce" ? firstSentence(way.why?.[0] ?? "") : "",
    needs: ["next-up", "announce"].includes(span.kind) ? needsOf(way) : [],
    steps: way.steps ?? [],
    cautions: way.cautions ?? [],
    figure: { picture: way.picture ?? null, leg, at: sitting.at },
    word: state === "lead-in" ? "Ready" : wordOf(sitting.items, leg, span),
    numeral: own ? clockOf(Math.floor(sitting.at / 1000)) : numeralOf(Math.ceil(left / 1000)),
    side: span.side,
    counts: countsOf(sitting.legs, leg, span),
    fraction: own ? 0 : fractionOf(leg, span, sitting.at, state, left, sitting.today),
    caption: captionOf(sitting, left),
    next: nextOf(sitting),
    hint: hintOf(sitting, own),
    go: goOf(sitting, own),
    canEase: sitting.canEase,
    progress: progressOf(sitting),
    left: clockOf(Math.ceil(remaining(sitting) / 1000)),
  };
}

const firstSentence = (text) => text.split(/(?<=[.!?])\s/)[0];

function captionOf({ state, leg, at, today }, left) {
  const isSpoken = today.session.timeline.settings.verbosity !== "tones";
  if (state === "lead-in") return isSpoken ? COUNTED[Math.ceil(left / 1000)] ?? "" : "";
  return state === "playing" ? captionAt(leg, at) : "";
}

const needsOf = ({ needs = [] }) => needs.map(({ name, instead }) => (instead ? `${name} (${instead})` : name));

/** Minutes and seconds: `7:05`. */
export const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const numeralOf = (seconds) => (seconds < 100 ? String(seconds) : clockOf(seconds));

function layoutOf(span, state) {
  if (state === "lead-in") return "work";
  return ["next-up", "announce", "position"].includes(span.kind) ? "read" : "work";
}

function toneOf(span, state) {
  if (state === "lead-in" || span.kind === "countdown" || state === "waiting") return "ready";
  if (span.kind === "phase") return span.prescribed || span.phase === "rep" ? "work" : "move";
  return { switch: "switch", rest: "rest", finish: "done" }[span.kind] ?? "read";
}

function wordOf(items, leg, span) {
  switch (span.kind) {
    case "next-up":
      return "Next up";
    case "announce":
      return leg.item === 0 && leg.way === "own" ? "First" : "Now";
    case "countdown":
      return "Ready";
    case "phase":
      return span.phase === "work" || span.phase === "rep" ? memberOf(items[leg.item], span) : PHASES[span.phase] ?? named(span.phase);
    default:
      return span.show;
  }
}

/** In a circuit the member that is done, else a plain "Go": the exercise stands above. */
function memberOf(item, span) {
  return span.exercise === item.exercise ? "Go" : named(span.exercise);
}

const named = (id) => {
  const text = (id ?? "").replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Milliseconds until what is on ends; the seconds of one countdown count as one. */
function leftOf(leg, span, at) {
  return Math.max(0, endOf(leg, span) - at);
}

function endOf(leg, span) {
  if (span.kind !== "countdown") return span.end;
  let n = leg.spans.indexOf(span);
  while (leg.spans[n + 1]?.kind === "countdown") n += 1;
  return leg.spans[n].end;
}

function fractionOf(leg, span, at, state, left, today) {
  if (state === "lead-in") return 1 - left / today.lead_in.ms;
  const end = endOf(leg, span);
  let n = leg.spans.indexOf(span);
  while (span.kind === "countdown" && leg.spans[n - 1]?.kind === "countdown") n -= 1;
  const start = leg.spans[n].at;
  return end > start ? Math.min(1, Math.max(0, (at - start) / (end - start))) : 0;
}

function countsOf(legs, leg, span) {
  const count = (key) => [span[key], most(legs, leg.item, span.exercise, key)];
  const [set, sets] = count("set");
  const told = ["rep", "round", "place"].filter((key) => span[key] !== null).map((key) => `${key} ${span[key]} of ${count(key)[1]}`);
  return [...told, ...(set !== null && sets > 1 ? [`set ${set} of ${sets}`] : [])];
}

function nextOf(sitting) {
  const { leg, span, legs, index, items } = sitting;
  let next = spanAfter(leg, span);
  const passes = (one) => (one.kind === "rest" && one.ms < SHORT_REST_MS) || (one.kind === "countdown" && one.side === span.side);
  while (next && passes(next)) next = spanAfter(leg, next);
  if (next) return ofSpan(next, legs, leg, span);
  const following = legs[index + 1];
  if (!following) return "the end";
  return following.item === leg.item ? (following.own ? "at your own pace" : "rest") : items[following.item].title;
}

function ofSpan(next, legs, leg, now) {
  if (next.kind === "phase" && next.round !== null && next.round === now.round) return named(next.phase).toLowerCase();
  const [count] = countsOf(legs, leg, next);
  if (next.kind === "phase") return count ?? "begin";
  if (next.kind === "switch") return next.side ? SIDES[next.side] : "the other side";
  if (next.kind === "rest") return `rest, ${Math.round(next.ms / 1000)} s`;
  if (next.kind === "countdown") return next.side ? SIDES[next.side] : "three, two, one";
  if (next.kind === "position") return "get into position";
  if (next.kind === "finish") return "the end";
  return leg.title;
}

/** What the one big button does, where there is one. */
function goOf(sitting, own) {
  if (sitting.state === "waiting") return "Start";
  if (sitting.state === "playing" && own) return "Done";
  if (sitting.state !== "playing") return "";
  const to = readyAt(sitting.leg, sitting.at);
  return to !== null && to - sitting.at > READY_FROM_MS && sitting.span.kind !== "finish" ? "I am ready" : "";
}

function hintOf(sitting, own) {
  if (sitting.state === "waiting") return "Tap anywhere when you are in place.";
  if (sitting.state === "paused") return `${goesOnAt(sitting)} Tap anywhere to go on.`;
  if (own) return `Tap anywhere when you are done. Planned for about ${Math.round(sitting.leg.ms / 1000)} s.`;
  return sitting.leg.estimated && sitting.span.kind === "phase" ? "Your own rhythm is fine." : "";
}

function goesOnAt(sitting) {
  const { leg, span, landing: to } = sitting;
  if (leg.own || span.kind !== "phase") return "";
  if (isLong(span)) return `Three, two, one, then on where it was: ${Math.ceil((span.end - to.at) / 1000)} s left.`;
  const first = leg.spans.find((one) => one.at >= to.at);
  if (!to.leadIn || !first) return "";
  const again = repOf(leg, span).includes(first);
  const what = first.rep !== null ? `rep ${first.rep}` : named(first.phase === "work" ? "this part" : first.phase).toLowerCase();
  return again ? `Three, two, one, then ${what} again.` : `Three, two, one, then ${what}.`;
}

/** How much of each exercise is behind, 0 to 1. */
function progressOf({ legs, items, index, at }) {
  return items.map((item, number) => {
    const own = legs.map((leg, n) => ({ leg, n })).filter(({ leg }) => leg.item === number);
    const total = own.reduce((sum, { leg }) => sum + leg.ms, 0);
    const behind = own.reduce((sum, { leg, n }) => sum + (n < index ? leg.ms : n === index ? Math.min(at, leg.ms) : 0), 0);
    return { total, done: total ? behind / total : 1, now: own.some(({ n }) => n === index), title: item.title };
  });
}

function remaining({ legs, index, at }) {
  return legs.slice(index + 1).reduce((sum, leg) => sum + leg.ms, Math.max(0, legs[index].ms - at));
}

/** Where manual start will wait, for the words on the start page. */
export const waitsBeforeEach = (legs) => gateOf(legs, 0) !== null;
