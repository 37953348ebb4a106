// @ts-check
/** What a screen reader is told when the state changes: little, as the voice of the session speaks already. */

/** @param {import("./sitting.js").Sitting} sitting @param {any} item @returns {string} */
export function announcement(sitting, item) {
  const { state, leg, way, items } = sitting;
  switch (state) {
    case "paused":
      return "Paused.";
    case "lead-in":
      return "Going on in three, two, one.";
    case "waiting":
      return `${way.title} waits. Press Space when you are in place.`;
    case "playing":
      if (leg.own) return "At your own pace. Press Space when you are done.";
      return `Exercise ${item.index + 1} of ${items.length}: ${way.title}, ${way.dose_words}.`;
    default:
      return "";
  }
}
