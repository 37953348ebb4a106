// @ts-check
/**
 * What is being said, in letters.
 *
 * The timeline says which phrases a cue speaks, not when each begins. So each stands for a share of the cue's time by
 * its length; the figures are a fit to the shipped voice, which takes about 46 ms a letter.
 */

const LEAD_MS = 350; // a tone may sound first
const PHRASE_MS = 200;
const LETTER_MS = 46;
const GAP_MS = 250;
const STAYS_MS = 1600; // the last phrase stays a little, for slow readers

/** How long a phrase is likely to sound. @param {string} phrase */
const spokenFor = (phrase) => PHRASE_MS + LETTER_MS * phrase.length;

/**
 * The phrase at a position of a leg, or "".
 * @param {import("./score.js").Leg} leg @param {number} at @returns {string}
 */
export function captionAt(leg, at) {
  const cue = leg.cues.findLast((one) => one.at <= at && one.say.length > 0);
  if (!cue) return "";
  const next = leg.cues.find((one) => one.at > cue.at && (one.ms > 0 || one.say.length > 0));
  const room = (next?.at ?? leg.ms) - cue.at;
  let starts = cue.at + (room > LEAD_MS * 3 ? LEAD_MS : 0);
  for (const phrase of cue.say.slice(0, -1)) {
    starts += spokenFor(phrase) + GAP_MS;
    if (at < starts) return phrase;
  }
  const last = cue.say[cue.say.length - 1];
  const ends = starts + spokenFor(last) + STAYS_MS;
  return at < Math.max(ends, cue.ms > 0 && cue.kind !== "phase" ? cue.end : 0) ? last : "";
}
