// @ts-check
/**
 * The browser's own database: what waits to be sent, which device this is, where a session was left.
 *
 *     queue    key [person, seq, id]  an event that has no receipt yet
 *     refused  key event.id           an event that the server did not take, and why
 *     devices  key person             {person, device, seq, ms, chance}: one device per person who uses this browser
 *     places   key person             where that person left a session
 *     here     key "now"              who the last page was for
 */
import { openDB } from "../../vendor/idb.js";

const NAME = "unkink";
const VERSION = 1;
const PATIENCE = 5000; // ms; some browsers never answer when they do not want to keep anything
const LITTLE_PATIENCE = 50; // once it did not answer

/** The browser keeps nothing: a private window, or storage that is switched off. */
export class NothingKept extends Error {}

/** @typedef {Awaited<ReturnType<typeof open>>} Kept */

/** @type {Promise<Kept> | null} */
let opening = null;
let patience = PATIENCE;

/**
 * The database: opened once, and again after the browser closed it.
 *
 * @returns {Promise<Kept>}
 * @throws {NothingKept} if the browser has none for us
 */
export async function database() {
  opening ??= open();
  const late = after(patience);
  const found = await Promise.race([opening, late.promise]).catch((error) => {
    opening = null;
    throw new NothingKept(String(error));
  });
  late.cancel();
  if (found === null) {
    patience = LITTLE_PATIENCE;
    throw new NothingKept("the browser's database does not answer");
  }
  patience = PATIENCE;
  return found;
}

/** Close it, so that the next use opens it anew: phones cut the connection of a page that slept. */
export function reopen() {
  opening?.then((found) => found.close()).catch(() => undefined);
  opening = null;
}

/**
 * What `work` gives. A connection that broke is opened again once, so `work` must be harmless when done twice.
 *
 * @template T
 * @param {(kept: Kept) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {NothingKept} if the browser keeps nothing or has no room
 */
export async function withDatabase(work) {
  try {
    return await work(await database());
  } catch (error) {
    if (!(error instanceof DOMException)) {
      throw error;
    }
  }
  reopen();
  try {
    return await work(await database());
  } catch (error) {
    throw error instanceof DOMException ? new NothingKept(`${error.name}: ${error.message}`) : error;
  }
}

async function open() {
  if (!globalThis.indexedDB) {
    throw new NothingKept("this browser has no IndexedDB");
  }
  return openDB(NAME, VERSION, {
    upgrade(made) {
      made.createObjectStore("queue", { keyPath: ["person", "seq", "id"] }).createIndex("id", "id");
      made.createObjectStore("refused", { keyPath: "event.id" }).createIndex("person", "event.person");
      made.createObjectStore("devices", { keyPath: "person" });
      made.createObjectStore("places", { keyPath: "person" });
      made.createObjectStore("here");
    },
    blocking: reopen, // a page of a newer version waits to change the shape
    terminated: reopen,
  });
}

/** @param {number} ms */
function after(ms) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  /** @type {Promise<null>} */
  const promise = new Promise((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}
