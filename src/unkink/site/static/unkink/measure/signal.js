// @ts-check
/** A tone and a short buzz, so that somebody who lies on a table need not look. */

let context = /** @type {AudioContext|null} */ (null);

/** Browsers let a page sound only after a tap: call it in one. */
export function mayTone() {
  context ??= new AudioContext();
  void context.resume();
}

/** @param {number} hertz @param {number} seconds @param {number} [after] seconds from now */
export function tone(hertz, seconds, after = 0) {
  if (!context) return;
  const begins = context.currentTime + after;
  const swell = context.createGain();
  swell.gain.setValueAtTime(0.0001, begins);
  swell.gain.exponentialRampToValueAtTime(0.35, begins + 0.02);
  swell.gain.exponentialRampToValueAtTime(0.0001, begins + seconds);
  const sound = context.createOscillator();
  sound.frequency.value = hertz;
  sound.connect(swell).connect(context.destination);
  sound.start(begins);
  sound.stop(begins + seconds);
}

/** A number was taken. */
export function taken() {
  tone(660, 0.25);
  tone(880, 0.5, 0.25);
  navigator.vibrate?.([120, 60, 200]);
}

/** A second of the way down to the start. */
export function tick() {
  tone(520, 0.12);
}

/** Now. */
export function go() {
  tone(880, 0.4);
  navigator.vibrate?.(200);
}
