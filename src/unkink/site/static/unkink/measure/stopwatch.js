// @ts-check
/** Three, two, one, and then seconds until the next tap. */

import { go, tick } from "./signal.js";

const SECOND = 1000;

/**
 * @param {{onshow: (words: string) => void, ongo: () => void, stop: AbortSignal, cancel: AbortSignal}} how
 *   `stop` ends the time, `cancel` throws it away
 * @returns {Promise<number|null>} seconds to a tenth; null where it was thrown away
 */
export async function takeSeconds({ onshow, ongo, stop, cancel }) {
  for (const left of [3, 2, 1]) {
    onshow(`${left}`);
    tick();
    await pause(SECOND, cancel);
    if (cancel.aborted) return null;
  }
  go();
  ongo();
  const began = performance.now();
  const shown = setInterval(() => onshow(`${Math.floor((performance.now() - began) / SECOND)}`), 100);
  onshow("0");
  await Promise.race([once(stop), once(cancel)]);
  clearInterval(shown);
  return cancel.aborted ? null : Math.round((performance.now() - began) / 100) / 10;
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function once(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** @param {number} ms @param {AbortSignal} cancel @returns {Promise<void>} */
function pause(ms, cancel) {
  return Promise.race([new Promise((resolve) => { setTimeout(() => resolve(undefined), ms); }), once(cancel)]);
}
