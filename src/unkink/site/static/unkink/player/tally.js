// @ts-check
/**
 * The tally: what was truly done, counted from the spans that were played through from start to end.
 *
 * A long span may be played in parts; it counts once they leave no gap.
 *
 * @typedef {import("./score.js").Leg} Leg
 */

import { isLong } from "./score.js";

const LETTERS = { own: "", easier: "e", without_pressure: "w" };

/** One leg's place in the tally: each way of an exercise is counted by itself. @param {Leg} leg */
export const keyOf = (leg) => `${leg.item}${LETTERS[leg.way]}:${leg.block}`;

const heldKey = (leg, span) => `${keyOf(leg)}:${span.n}`;

export class Tally {
  /**
   * @param {Record<string, number[]>} played spans by leg, as `toJSON` gave them
   * @param {Record<string, number>} held how far long spans were held, as it stood in `held`
   */
  constructor(played = {}, held = {}) {
    this.played = new Map(Object.entries(played).map(([key, spans]) => [key, new Set(spans)]));
    this.held = held;
  }

  /** The clock ran without a break from one position to the other. Spans wholly within count; again counts once. */
  ran(leg, from, to) {
    for (const span of leg.spans) {
      if (span.kind !== "phase") continue;
      const since = this.heldTo(leg, span);
      if (since < from || to <= since) continue;
      if (span.end <= to) this.#add(leg, span.n);
      if (isLong(span)) this.held[heldKey(leg, span)] = Math.min(to, span.end);
    }
  }

  /** How far a span was held from its start without a gap; its start, where it has to be done in one go. */
  heldTo(leg, span) {
    return this.held[heldKey(leg, span)] ?? span.at;
  }

  /** The person said that own-pace work is done. @param {Leg} leg */
  confirm(leg) {
    for (const span of leg.spans) if (span.kind === "phase") this.#add(leg, span.n);
  }

  has(leg, span) {
    return this.played.get(keyOf(leg))?.has(span.n) ?? false;
  }

  /**
   * What was done of an item on each side. `sets` are those of which nothing is missing.
   * @param {Leg[]} legs of the item
   * @returns {Record<string, {sets: number, reps: number, rounds: number, seconds: number}>} by side, or "both"
   */
  done(legs) {
    const work = legs.flatMap((leg) =>
      leg.spans.filter((span) => span.kind === "phase").map((span) => ({ leg, span, played: this.has(leg, span) })),
    );
    const sides = new Set(work.map(({ span }) => span.side ?? "both"));
    return Object.fromEntries([...sides].map((side) => [side, countOf(work.filter((w) => (w.span.side ?? "both") === side))]));
  }

  /** Whether all the work of that side has been passed, played or not. */
  static lastWorkEnd(leg, side) {
    const spans = leg.spans.filter((span) => span.kind === "phase" && (span.side ?? "both") === side);
    return spans.length ? spans[spans.length - 1].end : null;
  }

  toJSON() {
    return Object.fromEntries([...this.played].map(([key, spans]) => [key, [...spans]]));
  }

  #add(leg, n) {
    const key = keyOf(leg);
    if (!this.played.has(key)) this.played.set(key, new Set());
    this.played.get(key)?.add(n);
  }
}

function countOf(work) {
  const timed = work.filter(({ leg }) => !leg.own);
  const ms = timed.filter(({ span, played }) => played && span.prescribed).reduce((sum, { span }) => sum + span.ms, 0);
  return {
    sets: whole(work, (span) => `${span.exercise} ${span.set}`),
    reps: whole(timed.filter(({ span }) => span.rep !== null), (span) => `${span.exercise} ${span.set} ${span.round} ${span.rep}`),
    rounds: whole(timed.filter(({ span }) => span.round !== null), (span) => `${span.set} ${span.round}`),
    seconds: Math.round(ms / 1000),
  };
}

/** How many groups have every prescribed span played; a group that prescribes no seconds needs them all. */
function whole(work, keyOfSpan) {
  const groups = new Map();
  for (const one of work) {
    const key = keyOfSpan(one.span);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter((group) => {
    const asked = group.filter(({ span }) => span.prescribed);
    return (asked.length ? asked : group).every(({ played }) => played);
  }).length;
}

/** Whether all that was prescribed was done. @param {any} done @param {any} prescribed */
export function isWhole(done, prescribed) {
  return ["sets", "reps", "rounds", "seconds"].every((key) => (done?.[key] ?? 0) >= Math.round(prescribed?.[key] ?? 0));
}
