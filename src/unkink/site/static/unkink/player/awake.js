// @ts-check
/** The screen stays on while a session plays; the browser lets go whenever the page is hidden, so it is asked again. */

export class Awake {
  #wanted = false;
  #lock = /** @type {WakeLockSentinel|null} */ (null);

  constructor() {
    document.addEventListener("visibilitychange", () => void this.#hold());
  }

  on() {
    this.#wanted = true;
    return this.#hold();
  }

  async off() {
    this.#wanted = false;
    const lock = this.#lock;
    this.#lock = null;
    await lock?.release();
  }

  async #hold() {
    if (!this.#wanted || document.hidden || !navigator.wakeLock) return;
    if (this.#lock && !this.#lock.released) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // a low battery may refuse; the sound goes on all the same
    }
  }
}
