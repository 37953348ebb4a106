// @ts-check
/** What this device can and may show: a figure that moves, and in which colours. */

const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");
const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
let canDraw = /** @type {boolean|undefined} */ (undefined);

/** Whether a figure moves here: where motion is welcome, and there is WebGL that was not found too slow. */
export function figuresMove() {
  return !calm?.matches && (canDraw ??= hasWebGL() && !wasSlow());
}

const SLOW = "unkink-figure-slow";
const REMEMBERED_MS = 7 * 24 * 3_600_000; // a device may have been busy: it gets another chance

/** Motion comes in too few pictures here: key poses from now on, and kept for later in its place. */
export function noteSlow() {
  canDraw = false;
  try {
    globalThis.localStorage?.setItem(SLOW, String(Date.now()));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // nothing may be kept here: it is found again
  }
}

function wasSlow() {
  try {
    return Date.now() - Number(globalThis.localStorage?.getItem(SLOW) ?? 0) < REMEMBERED_MS;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false;
  }
}

/** The colours of the page, as Settings or the device have it. @returns {"day"|"night"} */
export function toneOfPage() {
  const chosen = globalThis.document?.documentElement.dataset.theme;
  return (chosen ? chosen === "dark" : dark?.matches) ? "night" : "day";
}

/** Tell whenever one of them may have become another. @param {() => void} listener */
export function onMeansChange(listener) {
  for (const media of [calm, dark]) media?.addEventListener("change", listener);
}

function hasWebGL() {
  const context = globalThis.document?.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}
