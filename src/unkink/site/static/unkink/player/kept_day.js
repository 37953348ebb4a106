// @ts-check
/** Of which day a session is that lies on this device, and how that is said. */

/** The date where this device is, as YYYY-MM-DD. @param {number} [daysLater] @param {number} [at] ms since 1970 */
export function localDay(daysLater = 0, at = Date.now()) {
  const now = new Date(at);
  now.setDate(now.getDate() + daysLater);
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** `22 November`. @param {string} day  as YYYY-MM-DD */
export function dayWords(day) {
  return new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
}

/**
 * What is to be said of a session that was put together on another day; empty for one of today.
 *
 * @param {string} day  of the session, as YYYY-MM-DD
 */
export function staleWords(day) {
  if (day === localDay()) {
    return "";
  }
  return `It is that of ${dayWords(day)}: what you told since is not in it. Where something hurts, take the easier way.`;
}
