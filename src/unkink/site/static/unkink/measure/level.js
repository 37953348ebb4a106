// @ts-check
/** The phone as an inclinometer: it listens from the tap on, and takes the angle once the phone has lain still. */

import { Steady, thighAngle } from "./tilt.js";

export const HAND_OFF_MS = 3000;
const SILENT_MS = 3000;

/** Whether this browser may have such sensors at all. */
export function canLevel() {
  return window.isSecureContext && "DeviceMotionEvent" in window;
}

/** Asks where the browser wants to be asked; only in answer to a tap. @returns {Promise<boolean>} */
async function allowed() {
  const asks = /** @type {any} */ (window.DeviceMotionEvent).requestPermission;
  if (typeof asks !== "function") return true;
  try {
    return (await asks.call(window.DeviceMotionEvent)) === "granted";
  } catch {
    return false;
  }
}

/**
 * One try.
 *
 * @param {{onangle: (angle: number|null) => void, signal: AbortSignal}} how `onangle` hears every angle on the way
 * @returns {Promise<number|"refused"|"no-sensor"|"stopped">} the angle in degrees, or why there is none
 */
export async function takeAngle({ onangle, signal }) {
  if (!(await allowed())) return "refused";
  return new Promise((resolve) => {
    const began = performance.now();
    const steady = new Steady();
    const silent = setTimeout(() => end("no-sensor"), SILENT_MS);
    const heard = (/** @type {DeviceMotionEvent} */ event) => {
      const pull = event.accelerationIncludingGravity;
      if (pull?.x == null || pull.y == null || pull.z == null) return;
      clearTimeout(silent);
      const now = performance.now();
      const angle = thighAngle(pull.x, pull.y, pull.z);
      onangle(angle);
      if (now - began < HAND_OFF_MS) return;
      const still = steady.told(now, angle);
      if (still !== null) end(still);
    };
    const stopped = () => end("stopped");
    function end(/** @type {number|"refused"|"no-sensor"|"stopped"} */ result) {
      clearTimeout(silent);
      window.removeEventListener("devicemotion", heard);
      signal.removeEventListener("abort", stopped);
      resolve(result);
    }
    signal.addEventListener("abort", stopped);
    window.addEventListener("devicemotion", heard);
  });
}
