// @ts-check
/** Today's session on the device: its text, every track of its sound, and the pages that play it. */
import { CannotKeep, fetchedTrack, keepPage, LoginNeeded, NoSession, NOTHING_KEPT, NotOnDevice } from "./parts.js";
import { trackUrls, withRoom, wrapped } from "./parts.js";
import { localDay } from "./kept_day.js";
import { addressOf, asQuery, cacheOf, found, noteNo, notedNo, PLAYER_PAGE, putOnShelf, shelfOf, TODAY_PAGE } from "./shelf.js";
import { pagePerson, whoIsHere } from "./store.js";

const AT_ONCE = 3; // tracks under way at the same time
const ANSWER_PATIENCE = 10_000; // ms, for the text of a session
const WORKER_PATIENCE = 10_000;
const READY = "Ready without network";
/** Refusals that are the coach's word on the day: the device keeps them in the place of a session. */
const OF_THE_DAY = new Set(["rest-day", "rest", "screening", "locked", "nothing-today"]);
const ONLY_WHILE_OPEN = "Today's session is on this device; opening this page still needs network";

export { CannotKeep, LoginNeeded, NoSession, NotOnDevice };

/**
 * @typedef {import("./shelf.js").Query} Query
 * @typedef {{url: string, ms: number, block?: number}} Track
 * @typedef {{done: number, total: number, ready: boolean, words: string}} Progress
 */

/**
 * Today's session from the server or, without network, from this device (then `from_device` is true).
 *
 * @param {Query | URLSearchParams | string} [query]
 * @returns {Promise<any>}  a package `unkink-today-1`
 * @throws {NotOnDevice | LoginNeeded | NoSession}
 */
export async function loadPackage(query = {}) {
  const asked = asQuery(query);
  const response = await asking(addressOf(asked));
  if (response === null) {
    return fromShelf(asked);
  }
  if (response.status === 401 || response.status === 403) {
    throw new LoginNeeded("Log in to get today's session.");
  }
  const said = await response.json().catch(() => null);
  if (response.ok && said?.schema === "unkink-today-1") {
    await noteOfDay(null);
    return { ...said, asked: addressOf(asked) };
  }
  if (response.status < 500 && said?.error?.code) {
    if (OF_THE_DAY.has(said.error.code)) {
      await noteOfDay(said.error);
    }
    throw new NoSession(said.error);
  }
  return fromShelf(asked);
}

/**
 * A session was done and could not be told yet: until tomorrow the device gives out no other.
 */
export async function noteDone() {
  await noteOfDay({
    code: "done",
    message: "Done for today.",
    what_to_do: "What you told is on this device. When Unkink can be reached, Today says how it goes on.",
    until: localDay(1),
  });
}

/** Put Today as it is onto this device: the page on which no session begins. */
export async function keepToday() {
  const person = await personOfPage();
  const cache = await cacheOf(person);
  if (cache && person) {
    await keepPage(cache, TODAY_PAGE, [TODAY_PAGE], person);
  }
}

/**
 * An address from which an audio element can play the track, from the device where it is there.
 * Give it back with `URL.revokeObjectURL`.
 *
 * @param {Track} track
 * @returns {Promise<string>}
 * @throws {NotOnDevice}
 */
export async function trackBlobUrl(track) {
  const cache = await cacheOf(await personOfPage());
  const kept = await cache?.match(track.url);
  if (kept) {
    return URL.createObjectURL(await kept.blob());
  }
  const blob = await fetchedTrack(track.url);
  await cache?.put(track.url, wrapped(blob)).catch(() => undefined); // no room: it plays from memory
  return URL.createObjectURL(blob);
}

/**
 * Put the session onto this device: its text, all of its sound, and the pages that play it. What is there already is
 * not fetched again; sessions that were kept long ago go.
 *
 * @param {any} session  a package `unkink-today-1`, as `loadPackage` gave it
 * @param {(progress: Progress) => void} [onProgress]
 * @param {string} [page]  the address of Today with the choices that lead to this session
 * @returns {Promise<Progress>}  the last one
 * @throws {NotOnDevice | LoginNeeded}  the message says how far it got, and why not further
 */
export async function keep(session, onProgress = () => undefined, page = TODAY_PAGE) {
  const cache = await cacheOf(session.person);
  if (cache === null) {
    throw new CannotKeep(NOTHING_KEPT);
  }
  return locked(async () => {
    const urls = trackUrls(session);
    const total = urls.length + 2; // and two pages
    let done = 0;
    const step = () => {
      done += 1;
      const words = `Getting today's session onto this device … ${done} of ${total}`;
      onProgress({ done, total, ready: false, words });
    };
    await withRoom(async () => {
      await keepPage(cache, page, [page, TODAY_PAGE], session.person);
      step();
      await keepPage(cache, PLAYER_PAGE, [PLAYER_PAGE], session.person);
      step();
      await inTurn(urls, async (url) => {
        if (!(await cache.match(url))) {
          await cache.put(url, wrapped(await fetchedTrack(url)));
        }
        step();
      });
      await putOnShelf(cache, session, page, urls);
    }, () => `${done} of ${total}`);
    const opens = await workerIsThere();
    const progress = { done, total, ready: opens, words: opens ? READY : ONLY_WHILE_OPEN };
    onProgress(progress);
    return progress;
  });
}

/**
 * Whether a session that fits is on this device, whole.
 *
 * @param {Query | URLSearchParams | string} [query]
 */
export async function isKept(query = {}) {
  const cache = await cacheOf(await personOfPage());
  return cache !== null && (await found(cache, asQuery(query))) !== undefined;
}

/** @param {string} address @returns {Promise<Response | null>}  null: nobody answers */
async function asking(address) {
  try {
    return await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_PATIENCE) });
  } catch {
    return null;
  }
}

/** @param {Query} asked */
async function fromShelf(asked) {
  const cache = await cacheOf(await personOfPage());
  const no = cache ? await notedNo(cache) : null;
  if (no && (!no.until || localDay() < no.until)) {
    throw new NoSession({ ...no, from_device: true });
  }
  const shelf = cache ? await shelfOf(cache) : [];
  const one = cache && (await found(cache, asked));
  const kept = one && (await cache.match(one.address));
  if (kept) {
    return { ...(await kept.json()), from_device: true };
  }
  throw new NotOnDevice(
    shelf.length > 0
      ? "Unkink cannot be reached, and this choice is not on this device. Another one is: see Today."
      : "Unkink cannot be reached, and today's session is not on this device yet. Open Today once with network.",
  );
}

/** @param {any} no  why there is no session today; null where there is one */
async function noteOfDay(no) {
  const cache = await cacheOf(await personOfPage());
  await (cache && noteNo(cache, no)?.catch(() => undefined)); // no room: it is told again with network
}

/** @returns {Promise<string | null | undefined>} */
async function personOfPage() {
  return pagePerson() ?? (await whoIsHere());
}

/**
 * A few at the same time. After the first that fails no other begins; it is told when those under way have ended.
 *
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => Promise<void>} work
 */
async function inTurn(things, work) {
  const waiting = [...things];
  const worker = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) {
      await work(thing).catch((error) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) {
    throw /** @type {PromiseRejectedResult} */ (failed).reason;
  }
}

/** Whether a service worker opens these pages without network; one that is being installed gets some time. */
async function workerIsThere() {
  if (!(await navigator.serviceWorker?.getRegistration().catch(() => undefined))) {
    return false;
  }
  const late = new Promise((resolve) => setTimeout(resolve, WORKER_PATIENCE, null));
  return (await Promise.race([navigator.serviceWorker.ready, late])) !== null;
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function locked(work) {
  return navigator.locks ? navigator.locks.request("unkink-keep", work) : work();
}
