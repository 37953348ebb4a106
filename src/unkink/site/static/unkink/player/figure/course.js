// @ts-check
/**
 * Where a movement is at a place of the session: pure, from a clip, a leg and the position in it.
 *
 * Each span of a leg leads to a pose: lifting and holding to the end of the movement, a stage to its own pose, everything
 * else to the start. The figure goes there from the pose that the span before led to, and stays.
 *
 * @typedef {import("./clip.js").Clip} Clip
 * @typedef {import("../score.js").Leg} Leg
 * @typedef {import("../score.js").Cue} Cue
 * @typedef {{from: string, to: string, part: number}} Stand  on the way from one pose to another; 1 is there
 * @typedef {{from: string, to: string, ms: number}} Step  the same pose twice is a stay
 */
import { spanAt } from "../score.js";

const SHOWS = new Set(["next-up", "announce", "position"]);
const STAYS_FROM_S = 4; // a movement whose end is kept this long is one that is held, not one that is repeated
const SHOWN_STAY_MS = 2500; // of a longer stay, while the movement is only being shown
const CATCH_UP_MS = 1500;
const USUAL_S = 2;

/** @param {Clip} clip @param {Leg} leg @param {number} at @returns {Stand} */
export function standAt(clip, leg, at) {
  const span = spanAt(leg, at);
  const since = at - span.at;
  if (SHOWS.has(span.kind)) return shown(clip, leg, span, at);
  if (span.kind === "phase" && isRepeated(clip, span)) return repeated(clip, span, leg.own, since);
  const from = cameFrom(clip, leg, span);
  const to = leadsTo(clip, span);
  return along(path(clip, from, to, timeFor(clip, span, from, to)), since, to);
}

/** Which side a span is done on, or will be; null where both do the same. @param {Leg} leg @param {number} at */
export function sideAt(leg, at) {
  const span = spanAt(leg, at);
  return span.side ?? leg.spans.slice(leg.spans.indexOf(span)).find(({ side }) => side)?.side ?? null;
}

/** The eased part: speed and acceleration are 0 at both ends. @param {number} part */
export function ease(part) {
  const p = Math.min(1, Math.max(0, part));
  return p * p * p * (p * (6 * p - 15) + 10);
}

/** @param {Clip} clip @param {Stand} stand @returns {import("./clip.js").Instant} */
export function instantOf(clip, { from, to, part }) {
  const frames = framesOf(clip, from, to);
  if (!frames) return { a: clip.poses[to], b: clip.poses[to], mix: 0 };
  const place = ease(part) * (frames.length - 1);
  const first = Math.min(Math.floor(place), frames.length - 2);
  return { a: frames[first], b: frames[first + 1], mix: place - first };
}

/** The muscles that work in a pose: those of its hold, or else of the phase that leads into it. @param {Clip} clip */
export function musclesIn(clip, pose) {
  const phases = clip.phases.filter((phase) => phase.pose === pose && ["hold", "lift"].includes(phase.does));
  return (phases.find(({ does }) => does === "hold") ?? phases[0])?.muscles ?? [];
}

/** How much each muscle shows, 0 to 1. @param {Clip} clip @param {Stand} stand @returns {Map<string, number>} */
export function effort(clip, { from, to, part }) {
  const done = ease(part);
  const found = new Map(musclesIn(clip, from).map((name) => [name, 1 - done]));
  for (const name of musclesIn(clip, to)) found.set(name, Math.min(1, (found.get(name) ?? 0) + done));
  return found;
}

/** The phases whose arrows show: that which is on the way, also backwards; in a pose, those that push there. */
export function arrowsAt(clip, { from, to, part }) {
  const resting = from === to || part >= 1;
  const fits = (phase) => (resting ? phase.pose === to && phase.does === "hold" : phase.from === from && phase.pose === to);
  return clip.phases.filter(fits).map(({ name }) => name);
}

/** The pose where the effort is. @param {Clip} clip */
function top(clip) {
  const plain = clip.phases.filter(({ stage }) => !stage);
  const of = (phases) => phases.find(({ does }) => does === "hold") ?? phases.find(({ does }) => does === "lift");
  return (of(plain) ?? of(clip.phases) ?? clip.phases[0]).pose;
}

const isHeld = (clip) => clip.phases.some(({ does, seconds }) => does === "hold" && seconds >= STAYS_FROM_S);
const stages = (clip, name) => clip.phases.filter(({ stage }) => stage && stage === name);
const isPlain = (phase) => ["lift", "hold", "pause", "lower", "return"].includes(phase ?? "");

function isRepeated(clip, span) {
  if (isPlain(span.phase) || stages(clip, span.phase).length) return false;
  return span.phase === "rep" || !isHeld(clip);
}

/** @param {Clip} clip @param {Cue} span @returns {string} */
function leadsTo(clip, span) {
  if (span.kind !== "phase" || isRepeated(clip, span)) return clip.start;
  const own = stages(clip, span.phase);
  if (own.length) return own[own.length - 1].pose;
  return ["lower", "return"].includes(span.phase ?? "") ? clip.start : top(clip);
}

/** The pose that the span before led to, if it was the same exercise on the same side. */
function cameFrom(clip, leg, span) {
  const before = leg.spans[leg.spans.indexOf(span) - 1];
  if (!before || SHOWS.has(before.kind)) return clip.start;
  if (before.exercise !== span.exercise || (span.side && before.side !== span.side)) return clip.start;
  const isRep = before.kind === "phase" && before.phase === "rep" && isRepeated(clip, before);
  return isRep && !leg.own ? lastOf(round(clip, before.rep ?? 1), clip) : leadsTo(clip, before);
}

function timeFor(clip, span, from, to) {
  const staged = span.kind === "phase" && stages(clip, span.phase).length > 0; // also one that a dose calls "lift"
  if (span.kind === "phase" && !staged && ["lift", "lower", "return"].includes(span.phase ?? "")) return span.ms;
  const own = route(clip, from, to).reduce((sum, step) => sum + secondsOf(clip, step.from, step.to) * 1000, 0);
  return Math.min(staged ? own : Math.min(own, CATCH_UP_MS), span.ms * 0.45);
}

/** The whole movement while it is announced: as often as it fits, ending at the start. */
function shown(clip, leg, span, at) {
  const spans = leg.spans;
  let first = spans.indexOf(span);
  let last = first;
  const same = (one) => one && SHOWS.has(one.kind) && one.exercise === span.exercise;
  while (same(spans[first - 1])) first -= 1;
  while (same(spans[last + 1])) last += 1;
  const steps = cycle(clip).map((step) => (step.from === step.to ? { ...step, ms: Math.min(step.ms, SHOWN_STAY_MS) } : step));
  const began = spans[first].at;
  return looped([...steps, { from: clip.start, to: clip.start, ms: CATCH_UP_MS }], spans[last].end - began, at - began, clip.start);
}

/** Again and again: in a rep one round, in a stretch of work as often as it fits; at one's own pace without end. */
function repeated(clip, span, own, since) {
  const steps = span.phase === "rep" && !own ? round(clip, span.rep ?? 1) : cycle(clip);
  const total = steps.reduce((sum, { ms }) => sum + ms, 0);
  if (own) return along(steps, since % total, clip.start);
  const scale = span.phase === "rep" ? span.ms / total : span.ms / total / Math.max(1, Math.round(span.ms / total));
  const paced = steps.map((step) => ({ ...step, ms: step.ms * scale }));
  return along(paced, since % (total * scale), lastOf(steps, clip));
}

function looped(steps, ms, since, end) {
  const total = steps.reduce((sum, step) => sum + step.ms, 0);
  const times = Math.floor(ms / total);
  return times === 0 || since >= times * total ? { from: end, to: end, part: 1 } : along(steps, since % total, end);
}

/** Every phase but that of getting there, and back to the start. @param {Clip} clip @returns {Step[]} */
function cycle(clip) {
  const phases = clip.phases.filter(({ does }) => does !== "place");
  const steps = phases.map((phase) => ({ from: phase.from, to: phase.pose, ms: phase.seconds * 1000 }));
  const last = steps[steps.length - 1]?.to ?? clip.start;
  return [...steps, ...path(clip, last, clip.start, null)].filter(({ ms }) => ms > 0);
}

const lastOf = (steps, clip) => steps[steps.length - 1]?.to ?? clip.start;

/**
 * What one rep shows. A movement that comes back to its start several times (in front, to the side, behind) does so in
 * turn, rep by rep; one that ends elsewhere (a step to the side) goes back in the next rep.
 *
 * @param {Clip} clip @param {number} rep counted from 1 @returns {Step[]}
 */
function round(clip, rep) {
  const own = clip.phases.filter(({ does }) => does !== "place").length;
  const rounds = /** @type {Step[][]} */ ([[]]);
  cycle(clip).forEach((step, index, steps) => {
    rounds[rounds.length - 1].push(step);
    const leaves = step.to === clip.start && steps[index + 1]?.to !== clip.start;
    if (index < steps.length - 1 && (leaves || index === own - 1)) rounds.push([]);
  });
  return rounds[(rep - 1) % rounds.length];
}

/** The steps from one pose to another within a time, shared out as the movement takes them; null: in its own time. */
function path(clip, from, to, ms) {
  const steps = route(clip, from, to).map((step) => ({ ...step, ms: secondsOf(clip, step.from, step.to) * 1000 }));
  const total = steps.reduce((sum, step) => sum + step.ms, 0);
  return ms === null ? steps : steps.map((step) => ({ ...step, ms: (step.ms * ms) / total }));
}

/** The ways that lead from one pose to another, the fewest of them. @returns {{from: string, to: string}[]} */
function route(clip, from, to) {
  const reached = new Map([[from, /** @type {{from: string, to: string}[]} */ ([])]]);
  for (const [pose, steps] of reached) {
    for (const way of clip.ways) {
      const next = way.from === pose ? way.to : way.to === pose ? way.from : null;
      if (next !== null && !reached.has(next)) reached.set(next, [...steps, { from: pose, to: next }]);
    }
  }
  return reached.get(to) ?? [];
}

function secondsOf(clip, from, to) {
  const same = clip.phases.find((phase) => phase.from === from && phase.pose === to);
  return (same ?? clip.phases.find((phase) => phase.from === to && phase.pose === from))?.seconds ?? USUAL_S;
}

/** @param {Step[]} steps @param {number} since @param {string} end @returns {Stand} */
function along(steps, since, end) {
  let left = since;
  for (const { from, to, ms } of steps) {
    if (left < ms) return { from, to, part: from === to ? 1 : left / ms };
    left -= ms;
  }
  return { from: end, to: end, part: 1 };
}

function framesOf(clip, from, to) {
  const there = clip.ways.find((way) => way.from === from && way.to === to);
  if (there) return there.frames;
  return clip.ways.find((way) => way.from === to && way.to === from)?.frames.toReversed();
}
