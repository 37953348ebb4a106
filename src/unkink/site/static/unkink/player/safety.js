// @ts-check
/**
 * What is offered when it hurts: the table "During and after" of the safety page, one row after the other.
 *
 * Pure: words and a number in, a decision out. The first row that matches names the decision. Rows 2, 3 and 4 are all
 * red: where several match, the decision is as strict as the strictest of them. Rows 5 and 6 look at the next morning
 * and at whole weeks, and are not for this moment. Where the usual pain is not known it counts as none.
 *
 * @typedef {"help"|"end"|"stop-exercise"|"easier"|"finish"|"go-on"|"choose"} Action
 * @typedef {{row: number, colour: string, action: Action, professional: boolean, locks: boolean}} Decision
 */

/** What it feels like, by the row that it leads to. Row 0: pain as most people know it. */
export const FEELINGS = [
  { word: "aching", row: 0 },
  { word: "pulling", row: 0 },
  { word: "burning", label: "burning, like a tired muscle", row: 0 },
  { word: "cramp", row: 0 },
  { word: "pinching", row: 0 },
  { word: "numb", row: 2 },
  { word: "tingling", row: 2 },
  { word: "shooting", row: 2 },
  { word: "pulsing", row: 2 },
  { word: "sick", label: "feeling sick", row: 2 },
  { word: "sharp-belly-or-groin", label: "sharp, in the belly or groin", row: 2 },
  { word: "pop", label: "a sudden pop", row: 4 },
  { word: "catching", row: 4 },
  { word: "locking", row: 4 },
  { word: "limping", row: 4 },
  { word: "chest-pain", label: "chest pain", row: 1 },
  { word: "breathless", label: "hard to breathe", row: 1 },
  { word: "faint", label: "faint, or close to it", row: 1 },
  { word: "numb-between-legs", label: "numb between the legs", row: 1 },
  { word: "sudden-severe", label: "sudden severe pain in the belly, back or a testicle", row: 1 },
];

/** The whole body from head to foot, since a program may be about any part of it. */
export const PLACES = [
  "head or neck", "shoulder", "arm or elbow", "wrist or hand", "upper back", "lower back", "ribs", "belly", "groin",
  "front of the hip", "side of the hip", "buttock", "front of the thigh", "back of the thigh", "knee", "calf or shin",
  "ankle or foot", "somewhere else",
];

const ROW_OF = new Map(FEELINGS.map(({ word, row }) => [word, row]));

/** @type {Record<number, Decision>} */
export const ROWS = {
  1: { row: 1, colour: "black", action: "help", professional: true, locks: true },
  2: { row: 2, colour: "red", action: "stop-exercise", professional: false, locks: false },
  3: { row: 3, colour: "red", action: "end", professional: false, locks: false },
  4: { row: 4, colour: "red", action: "end", professional: true, locks: true },
  7: { row: 7, colour: "amber", action: "easier", professional: false, locks: false },
  8: { row: 8, colour: "amber", action: "finish", professional: false, locks: false },
  9: { row: 9, colour: "green", action: "go-on", professional: false, locks: false },
  10: { row: 10, colour: "green", action: "go-on", professional: false, locks: false },
  11: { row: 11, colour: "grey", action: "choose", professional: false, locks: false },
  12: { row: 12, colour: "amber", action: "go-on", professional: false, locks: false },
};

/** Discomfort up to this under pressure is fine; above it what presses comes off, whatever is usual. */
export const MOST_UNDER_PRESSURE = 3;
const LITTLE = 2;

/**
 * @param {{feeling: string[], level: number|null, usual: number|null, pressure?: boolean}} answer
 *   `pressure`: something presses on the body
 * @returns {Decision}
 */
export function decide({ feeling, level, usual, pressure = false }) {
  const rows = matching(feeling, level, usual, pressure);
  const first = ROWS[rows[0]];
  if (first.colour !== "red") return first;
  const reds = rows.map((row) => ROWS[row]).filter(({ colour }) => colour === "red");
  const action = reds.some((red) => red.action === "end") ? "end" : first.action;
  return { ...first, action, professional: reds.some((red) => red.professional), locks: reds.some((red) => red.locks) };
}

/** Every row that matches, in the order of the table; never none. @returns {number[]} */
function matching(feeling, level, usual, pressure) {
  const said = new Set(feeling.map((word) => ROW_OF.get(word) ?? 0));
  const above = level !== null && level > (usual ?? 0);
  const comesOff = pressure && level !== null && level > MOST_UNDER_PRESSURE;
  const tests = /** @type {[number, boolean][]} */ ([
    [1, said.has(1)],
    [2, said.has(2)],
    [3, level !== null && level >= 6],
    [4, said.has(4)],
    [7, level !== null && level >= 4 && level <= 5 && (above || comesOff)],
    [8, level === 3 && above && !pressure],
    [9, level !== null && level <= 4 && !above],
    [10, level !== null && level <= (pressure ? MOST_UNDER_PRESSURE : LITTLE)],
    [11, level === null],
    [12, true],
  ]);
  return tests.filter(([, holds]) => holds).map(([row]) => row);
}
