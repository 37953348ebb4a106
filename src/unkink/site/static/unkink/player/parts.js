// @ts-check
/** The parts of a session, fetched whole or not at all, and what is said where one is not to be had. */
import { figuresMove, toneOfPage } from "./figure/means.js";
import { pagePerson } from "./store.js";

export const NOTHING_KEPT = "This browser keeps nothing for later, so the session needs network while it plays.";

const PARTS = /^(audio|image|model)\/|^(application\/json|text\/javascript)\b/;

/** Something is not on this device and cannot be fetched now. The message is for the person. */
export class NotOnDevice extends Error {}

/** The browser keeps nothing, or has no room: trying again is of no use. The message is for the person. */
export class CannotKeep extends NotOnDevice {}

/** The server wants to know who this is. */
export class LoginNeeded extends Error {}

/**
 * There is no session, as the server answered; `said` is its `{code, message, what_to_do, until?}`. With `from_device`
 * it answered so when it could last be reached.
 */
export class NoSession extends Error {
  /** @param {{code: string, message: string, what_to_do: string, until?: string, from_device?: boolean}} said */
  constructor(said) {
    super(`${said.message} ${said.what_to_do ?? ""}`.trim());
    this.said = said;
  }
}

/**
 * Every sound and picture of the session once: as planned, each other way of an exercise, and the lead-in.
 *
 * @param {any} session
 */
export function trackUrls(session) {
  const items = /** @type {any[]} */ (session.session.items);
  const others = items.flatMap((item) => [item.easier, item.without_pressure]).filter(Boolean);
  const tracks = [...session.session.tracks, session.lead_in, ...others.flatMap((way) => way.tracks ?? [])].filter(Boolean);
  const pictures = [...items, ...others].map((way) => way.picture).filter(Boolean);
  return [...new Set([...tracks.map((/** @type {Track} */ { url }) => url), ...pictureUrls(pictures, session)])];
}

/** What shows the movements on this device: the figure that moves, or its key poses. @param {any[]} pictures */
function pictureUrls(pictures, session) {
  const moves = pictures.length > 0 && figuresMove();
  const files = pictures.flatMap(({ body, figures }) => [
    ...(moves ? [body.url] : []),
    ...figures.flatMap((/** @type {any} */ { clip, poses }) => [clip, ...(moves ? [] : stillUrls(poses))]),
  ]);
  return [...(moves ? session.figure_scripts ?? [] : []), ...files];
}

/** @param {any[]} poses */
function stillUrls(poses) {
  return poses.flatMap(({ views }) => Object.values(views).map((/** @type {any} */ view) => view[toneOfPage()]));
}

/**
 * Whole, or not at all: half a track, or a page from something in between, is no sound.
 *
 * @param {string} url
 */
export async function fetchedTrack(url) {
  let response;
  let blob;
  try {
    response = await fetch(url);
    blob = await response.blob();
  } catch {
    throw new NotOnDevice("Unkink cannot be reached.");
  }
  if (response.status === 401 || response.status === 403) {
    throw new LoginNeeded("Log in to get today's session.");
  }
  if (!response.ok || !PARTS.test(blob.type)) {
    throw new NotOnDevice("The server has trouble giving out a part of the session. Try again in a while.");
  }
  return blob;
}

/**
 * Put a page into the cache, if it is this person's.
 *
 * @param {Cache} cache
 * @param {string} page
 * @param {string[]} names  under which it is found again
 * @param {string} person
 */
export async function keepPage(cache, page, names, person) {
  let response;
  let text;
  try {
    response = await fetch(page, { cache: "no-cache", headers: { Accept: "text/html" } });
    text = await response.text();
  } catch {
    throw new NotOnDevice("Unkink cannot be reached.");
  }
  const whose = pagePerson(new DOMParser().parseFromString(text, "text/html"));
  if (whose === null || (whose !== undefined && whose !== person)) {
    throw new LoginNeeded("Log in to get today's session.");
  }
  if (!response.ok || response.redirected) {
    throw new NotOnDevice("The server has trouble giving out the page of the session. Try again in a while.");
  }
  // The policy that came with the page goes with it into the cache.
  const headers = headersWorthKeeping(response);
  await Promise.all(names.map((name) => cache.put(name, new Response(text, { headers }))));
}

/** @param {Response} response */
function headersWorthKeeping({ headers }) {
  const names = ["Content-Type", "Content-Security-Policy", "Permissions-Policy", "Referrer-Policy"];
  return names.flatMap((name) => (headers.has(name) ? [[name, /** @type {string} */ (headers.get(name))]] : []));
}

/**
 * As a cache takes it.
 *
 * @param {Blob} blob
 */
export function wrapped(blob) {
  return new Response(blob, { headers: { "Content-Type": blob.type } });
}

/**
 * Do the work, and say how far it got where it does not end.
 *
 * @param {() => Promise<void>} work
 * @param {() => string} howFar
 */
export async function withRoom(work, howFar) {
  try {
    await work();
  } catch (error) {
    if (error instanceof NotOnDevice) {
      throw new NotOnDevice(`${error.message} ${howFar()} parts of today's session are on this device.`);
    }
    if (error instanceof DOMException || error?.name === "QuotaExceededError") {
      const room = error.name === "QuotaExceededError";
      throw new CannotKeep(
        room
          ? `There is no room on this device for the whole session (${howFar()} parts fit). It plays with network.`
          : NOTHING_KEPT,
      );
    }
    throw error;
  }
}
