// @ts-check
/**
 * What of this person's waits on the device, on every page but the player's: said, and sent.
 *
 *     data-queue-status   hidden; filled and shown where something waits to be sent or was not accepted
 *     data-refused        filled with what was not accepted, why, and what can be done about it
 */
import { Sync } from "./sync.js";

/**
 * Send what waits in the diary, and say so on the page. Sending goes on for as long as the page is open.
 *
 * @param {import("./queue.js").Diary} diary
 * @returns {Promise<Sync>}
 */
export async function sendWhatWaits(diary) {
  const sync = new Sync(diary);
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-queue-status]"));
  sync.addEventListener("status", (event) => {
    const status = /** @type {CustomEvent} */ (event).detail;
    if (place !== null) {
      place.textContent = status.words;
      place.hidden = status.pending + status.refused === 0;
    }
  });
  const list = document.querySelector("[data-refused]");
  if (list !== null) {
    const { showRefused } = await import("./refused.js");
    await showRefused(list, diary, sync);
  }
  await sync.start();
  return sync;
}
