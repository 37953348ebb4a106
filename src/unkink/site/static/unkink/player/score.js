// @ts-check
/**
 * The score: today's package laid open as legs, with quick answers to what is on at a position.
 *
 * A leg is one block of the timeline with its own sound. Times within a leg are milliseconds from its start, so that
 * the easier way of an exercise, or the one without pressure, each a small timeline of its own, is played like any other.
 *
 * @typedef {{n: number, at: number, ms: number, end: number, kind: string, exercise: string,
 *   side: "left"|"right"|null, phase: string|null, prescribed: boolean, set: number|null, rep: number|null,
 *   round: number|null, place: number|null, show: string, say: string[]}} Cue
 * @typedef {"own"|"easier"|"without_pressure"} Way the item itself, or what takes its place for the day
 * @typedef {{item: number, way: Way, block: number, variant: string, title: string, own: boolean,
 *   estimated: boolean, ms: number, track: {url: string, ms: number}|null, cues: Cue[], spans: Cue[]}} Leg
 */

const WORK = new Set(["phase"]);
const TALK = new Set(["next-up", "announce", "position"]);
const BACK_WITHIN_MS = 3000; // a second press within this goes one mark further back
const TALK_AGAIN_MS = 1500; // somebody who paused within a sentence hears a little of it again
const LONG_MS = 15000; // work in one piece of that length is not asked for twice (judgement)

/** @param {any} timeline @param {any[]} tracks @returns {Leg[]} */
export function legsOf(timeline, tracks) {
  const sounds = new Map(tracks.map((track) => [track.block, track]));
  const cues = groupBy(timeline.cues, (cue) => cue.block);
  return timeline.blocks.map((block) => {
    const own = (cues.get(block.index) ?? []).map((cue, n) => cueOf(cue, n, block.start_ms));
    return {
      item: timeline.exercises.findIndex((one) => block.start_ms >= one.start_ms && block.end_ms <= one.end_ms),
      way: "own",
      block: block.index,
      variant: block.variant,
      title: block.title,
      own: block.pace === "own pace",
      estimated: block.estimated,
      ms: block.end_ms - block.start_ms,
      track: sounds.get(block.index) ?? null,
      cues: own,
      spans: own.filter((cue) => cue.ms > 0),
    };
  });
}

/**
 * The legs of another way, in the place of the item's own. Only the session's last item may say that all is over.
 * @param {any[]} items @param {number} item @param {"easier"|"without_pressure"} way @returns {Leg[]}
 */
export function otherLegs(items, item, way) {
  const { timeline, tracks } = items[item][way];
  const legs = legsOf(timeline, tracks).map((leg) => ({ ...leg, item, way }));
  return item === items.length - 1 ? legs : legs.map(withoutFinish);
}

/** @param {Leg} leg @returns {Leg} */
function withoutFinish(leg) {
  const finish = leg.cues.find((cue) => cue.kind === "finish");
  if (!finish) return leg;
  const cues = leg.cues.filter((cue) => cue.kind !== "finish");
  return { ...leg, ms: finish.at, cues, spans: cues.filter((cue) => cue.ms > 0) };
}

/** The span that is on; at the very end the last one. @param {Leg} leg @param {number} at @returns {Cue} */
export function spanAt(leg, at) {
  return leg.spans[Math.max(0, lastIndex(leg.spans, (span) => span.at <= at))];
}

/** The cues that begin after one position and not later than the other. @param {Leg} leg */
export function due(leg, after, until) {
  return leg.cues.filter((cue) => cue.at > after && cue.at <= until);
}

/** The spans of the repetition that a span belongs to; a span without a number stands alone. @returns {Cue[]} */
export function repOf(leg, span) {
  if (span.rep === null || !WORK.has(span.kind)) return [span];
  const same = (/** @type {Cue} */ one) =>
    WORK.has(one.kind) && ["exercise", "side", "set", "round", "rep"].every((key) => one[key] === span[key]);
  return leg.spans.filter(same);
}

/** Whether work is one long piece, such as a minute on the ball: that may be done in parts. @param {Cue} span */
export const isLong = (span) => WORK.has(span.kind) && span.rep === null && span.ms >= LONG_MS;

/**
 * Where a session goes on after a pause, and whether three, two, one comes first.
 *
 * Work that was interrupted is done again from the start of its repetition or phase, so that only what was truly held
 * counts; once all that is prescribed of a repetition was held, it is over. One long piece of work goes on where it
 * was, as far as it was held from its start. A countdown counts again. A rest and a change of sides go on where they
 * were.
 *
 * @param {Leg} leg @param {number} at
 * @param {number} held how far the span that is on there was held from its start without a gap
 * @returns {{at: number, leadIn: boolean}}
 */
export function resumeAt(leg, at, held) {
  const span = spanAt(leg, at);
  if (span.kind === "countdown") return { at: countdownStart(leg, span), leadIn: false };
  if (TALK.has(span.kind)) return { at: Math.max(span.at, at - TALK_AGAIN_MS), leadIn: false };
  if (!WORK.has(span.kind)) return { at, leadIn: false };
  if (isLong(span)) return { at: Math.min(at, held), leadIn: true };
  const rep = repOf(leg, span);
  const asked = rep.some((one) => one.prescribed) ? rep.filter((one) => one.prescribed) : rep;
  if (at < asked[asked.length - 1].end) return { at: rep[0].at, leadIn: true };
  const next = rep[rep.length - 1].end;
  return { at: next, leadIn: next < leg.ms && WORK.has(spanAt(leg, next).kind) };
}

/** Where the person must be in place: the first countdown of an exercise, or its first work. @param {Leg[]} legs */
export function gateOf(legs, item) {
  for (const leg of legs) {
    const cue = leg.item === item && leg.spans.find((span) => span.kind === "countdown" || WORK.has(span.kind));
    if (cue) return { leg, at: cue.at };
  }
  return null;
}

/** The end of what only prepares or rests, or null in the midst of work. @param {Leg} leg @param {number} at */
export function readyAt(leg, at) {
  const later = leg.spans.filter((span) => span.end > at);
  if (!later.length || later[0].kind === "countdown" || WORK.has(later[0].kind)) return null;
  const next = later.find((span) => span.kind === "countdown" || WORK.has(span.kind));
  return next ? next.at : later.some((span) => span.kind === "finish") ? null : leg.ms;
}

/**
 * One step back: to the start of this set, else of this exercise, else of what was before.
 * @param {Leg[]} legs @param {number} index @param {number} at @returns {{index: number, at: number}}
 */
export function stepBack(legs, index, at) {
  const marks = legs.flatMap((leg, number) => marksOf(legs, number).map((mark) => ({ index: number, at: mark })));
  const before = marks.filter((m) => m.index < index || (m.index === index && m.at < at - BACK_WITHIN_MS));
  return before.length ? before[before.length - 1] : { index: 0, at: 0 };
}

/** @param {Leg[]} legs @param {number} number */
function marksOf(legs, number) {
  const leg = legs[number];
  const opens = number === 0 || legs[number - 1].item !== leg.item;
  const sets = leg.spans.filter((span, n) => span.kind === "countdown" && leg.spans[n - 1]?.kind !== "countdown");
  return [...(opens || leg.own ? [0] : []), ...sets.map((span) => span.at)];
}

/** The greatest set, round, rep or place that an exercise reaches within its item. @param {Leg[]} legs */
export function most(legs, item, exercise, key) {
  const spans = legs.filter((leg) => leg.item === item).flatMap((leg) => leg.spans);
  return Math.max(0, ...spans.filter((span) => span.exercise === exercise).map((span) => span[key] ?? 0));
}

/** The next span that is not part of the same repetition. @param {Leg} leg @param {Cue} span @returns {Cue|null} */
export function spanAfter(leg, span) {
  const rep = repOf(leg, span);
  const end = span.kind === "countdown" ? countdownEnd(leg, span) : rep[rep.length - 1].end;
  return leg.spans.find((one) => one.at >= end) ?? null;
}

function countdownStart(leg, span) {
  let n = leg.spans.indexOf(span);
  while (leg.spans[n - 1]?.kind === "countdown") n -= 1;
  return leg.spans[n].at;
}

function countdownEnd(leg, span) {
  let n = leg.spans.indexOf(span);
  while (leg.spans[n + 1]?.kind === "countdown") n += 1;
  return leg.spans[n].end;
}

/** @returns {Cue} */
function cueOf(cue, n, start) {
  const at = cue.at_ms - start;
  return {
    n,
    at,
    ms: cue.duration_ms,
    end: at + cue.duration_ms,
    kind: cue.kind,
    exercise: cue.exercise,
    side: cue.side,
    phase: cue.phase,
    prescribed: cue.prescribed,
    set: cue.set,
    rep: cue.rep,
    round: cue.round,
    place: cue.place,
    show: cue.show,
    say: cue.say,
  };
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function lastIndex(list, test) {
  let n = list.length - 1;
  while (n >= 0 && !test(list[n])) n -= 1;
  return n;
}
