// @ts-check
/**
 * The clock: the position within one sound, told by the sound itself.
 *
 * One audio element plays one track after the other, because a phone lets only an element that a finger has started go
 * on by itself. Where there is no track, or the sound fails or stands still, a silent clock goes on from the same
 * position, and `onsilent` says why.
 */

const STUCK_MS = 2500; // a sound that has not moved for so long in spite of playing has failed

export class Clock {
  #audio;
  #ms = 0;
  #url = /** @type {string|null} */ (null);
  #from = 0;
  #since = 0;
  #rate = 1;
  #wall = false;
  #coming = false;
  #moved = { at: 0, when: 0 };
  #turn = 0;

  /** @param {HTMLAudioElement} audio @param {string} quiet the address of a little silence, to wait with */
  constructor(audio, quiet) {
    this.#audio = audio;
    this.quiet = quiet;
    this.running = false;
    this.sounding = false;
    /** @type {() => void} */ this.onend = () => {};
    /** @type {(why: string) => void} */ this.onsilent = () => {};
    /** @type {() => void} */ this.oninterrupted = () => {};
    audio.preload = "auto";
    audio.addEventListener("ended", () => this.#ended());
    audio.addEventListener("error", () => this.sounding && this.#fail("the sound could not be played"));
    audio.addEventListener("pause", () => this.#pausedFromOutside());
  }

  /** How fast time passes, 1 to 16. */
  get rate() {
    return this.#rate;
  }

  set rate(rate) {
    const at = this.position;
    this.#rate = Math.min(16, Math.max(0.25, rate));
    this.#audio.defaultPlaybackRate = this.#rate;
    this.#audio.playbackRate = this.#rate;
    if (this.running && !this.sounding) this.#startSilent(at);
  }

  /** Milliseconds from the start of the leg. */
  get position() {
    if (this.sounding) return Math.min(this.#ms, this.#audio.currentTime * 1000);
    const passed = this.running && !this.#coming ? (performance.now() - this.#since) * this.#rate : 0;
    return Math.min(this.#ms, this.#from + passed);
  }

  /**
   * Put a leg on, not yet playing. `wall`: its time is the wall's while its sound only goes along; such a leg may last.
   * @param {{url: string|null, ms: number, at?: number, wall?: boolean}} leg
   */
  put({ url, ms, at = 0, wall = false }) {
    this.running = false;
    this.sounding = false;
    this.#turn += 1;
    this.#ms = wall ? Infinity : ms;
    this.#from = at;
    this.#url = url;
    this.#wall = wall;
    this.#coming = false;
    if (!this.#audio.paused) this.#audio.pause();
  }

  /** Go on. Resolves when the sound has begun, or when it is known that there is none. */
  async play() {
    if (this.running) return;
    const turn = this.#turn;
    this.running = true;
    this.#startSilent(this.#from);
    if (!this.#url) return;
    this.#coming = !this.#wall; // until the sound is there the position stands: nobody misses the beginning
    try {
      await this.#startSound(turn);
    } catch (error) {
      if (turn === this.#turn && this.running) this.#fail(reason(error));
    }
  }

  pause() {
    this.#from = this.position;
    this.running = false;
    this.sounding = false;
    this.#coming = false;
    this.#turn += 1;
    this.#audio.pause();
  }

  /** Wait with silence that sounds, over and over, so that a locked phone keeps listening to its buttons. */
  idle() {
    const audio = this.#audio;
    if (audio.src !== this.quiet) audio.src = this.quiet;
    audio.loop = true;
    audio.play().catch(() => undefined); // without it only the lock screen's buttons are missing
  }

  /** Look whether a playing sound still moves. */
  check() {
    if (!this.sounding) return;
    const at = this.#audio.currentTime;
    const now = performance.now();
    if (at !== this.#moved.at) this.#moved = { at, when: now };
    else if (now - this.#moved.when > STUCK_MS) this.#fail("the sound stood still");
  }

  #startSilent(at) {
    this.#from = at;
    this.#since = performance.now();
  }

  async #startSound(turn) {
    const audio = this.#audio;
    const at = this.#from / 1000;
    audio.loop = false;
    if (audio.src !== this.#url) audio.src = /** @type {string} */ (this.#url);
    await metadata(audio);
    if (turn !== this.#turn) return;
    if (Math.abs(audio.currentTime - at) > 0.005) await seek(audio, Math.min(at, audio.duration));
    if (turn !== this.#turn) return;
    audio.playbackRate = this.#rate;
    await audio.play();
    if (turn !== this.#turn) return;
    this.#moved = { at: audio.currentTime, when: performance.now() };
    this.sounding = !this.#wall;
    this.#coming = false;
  }

  #ended() {
    if (this.#wall && this.running) this.idle();
    if (!this.sounding || !this.running) return;
    this.sounding = false;
    this.#startSilent(this.#ms);
    this.onend();
  }

  /** Another program took the sound, or the headset was pulled out: the session waits. */
  #pausedFromOutside() {
    if (!this.sounding || this.#audio.ended) return;
    this.#from = Math.min(this.#ms, this.#audio.currentTime * 1000);
    this.running = false;
    this.sounding = false;
    this.oninterrupted();
  }

  #fail(why) {
    const at = this.position;
    this.sounding = false;
    this.#coming = false;
    this.#turn += 1;
    this.#startSilent(at);
    this.onsilent(why);
  }
}

/** @param {HTMLAudioElement} audio */
function metadata(audio) {
  if (audio.error) return Promise.reject(audio.error);
  if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) return Promise.resolve();
  return once(audio, "loadedmetadata");
}

function seek(audio, seconds) {
  const sought = once(audio, "seeked");
  audio.currentTime = seconds;
  return sought;
}

/** @param {HTMLAudioElement} audio @param {string} event @returns {Promise<void>} */
function once(audio, event) {
  return new Promise((resolve, reject) => {
    const clear = () => {
      clearTimeout(timer);
      audio.removeEventListener(event, heard);
      audio.removeEventListener("error", broken);
    };
    const heard = () => (clear(), resolve());
    const broken = () => (clear(), reject(audio.error ?? new Error("the sound could not be played")));
    const timer = setTimeout(() => (clear(), reject(new Error("the sound did not come"))), STUCK_MS);
    audio.addEventListener(event, heard);
    audio.addEventListener("error", broken);
  });
}

function reason(error) {
  if (error instanceof DOMException && error.name === "NotAllowedError") return "the browser wants another tap first";
  return "the sound could not be played";
}

/** A second of silence as a blob address, for waiting. */
export function silence() {
  const rate = 8000;
  const bytes = new DataView(new ArrayBuffer(44 + rate));
  const text = (at, word) => [...word].forEach((letter, n) => bytes.setUint8(at + n, letter.charCodeAt(0)));
  text(0, "RIFF");
  bytes.setUint32(4, 36 + rate, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate, true);
  bytes.setUint16(32, 1, true);
  bytes.setUint16(34, 8, true);
  text(36, "data");
  bytes.setUint32(40, rate, true);
  for (let n = 0; n < rate; n += 1) bytes.setUint8(44 + n, 128);
  return URL.createObjectURL(new Blob([bytes], { type: "audio/wav" }));
}
