// @ts-check
/** Who the pages are for, and where that person left a session on this device. */
import { NothingKept, withDatabase } from "./database.js";

/**
 * @typedef {{session: string, query: string, title?: string, block: number, position_ms: number}} Place
 *   `query` is what stands after `/session/?`; `title` is what to call the exercise. A player may add what it needs.
 */

/**
 * Keep the place in the stead of an earlier one. True once it is kept; false where the browser keeps nothing.
 *
 * @param {string} person
 * @param {Place} place  anything that can be cloned
 */
export function savePlace(person, place) {
  const left = Date.now();
  return within(async (kept) => {
    const change = kept.transaction("places", "readwrite");
    const put = change.store.put({ ...place, person, left });
    change.commit(); // at once, so that it holds even if this page is gone before it hears the answer
    await Promise.all([put, change.done]);
    return true;
  }, false);
}

/**
 * The place and when it was left (ms since 1970), or null where there is none.
 *
 * @param {string} person
 * @returns {Promise<(Place & {left: number}) | null>}
 */
export function loadPlace(person) {
  return within((kept) => kept.get("places", person).then((place) => place ?? null), null);
}

/**
 * Forget the place: the session was ended.
 *
 * @param {string} person
 */
export function clearPlace(person) {
  return within((kept) => kept.delete("places", person).then(() => true), false);
}

/**
 * Who a page was made for, as the server wrote into it: a person's id, null for nobody, undefined if it does not say.
 *
 * @param {Document} page
 * @returns {string | null | undefined}
 */
export function pagePerson(page = document) {
  const said = page.querySelector('meta[name="unkink-person"]')?.getAttribute("content");
  return said === "" ? null : (said ?? undefined);
}

/**
 * Note who the page is for: a person's id, or null after logging out. Events of anybody else wait.
 *
 * @param {string | null} person
 */
export function setHere(person) {
  return within((kept) => kept.put("here", person, "now").then(() => true), false);
}

/**
 * Who the last page was for: an id, null for nobody, undefined where that is not known.
 *
 * @returns {Promise<string | null | undefined>}
 */
export function whoIsHere() {
  return within((kept) => kept.get("here", "now"), undefined);
}

/**
 * What `work` gives, or `otherwise` where the browser keeps nothing.
 *
 * @template T
 * @param {Parameters<typeof withDatabase>[0]} work
 * @param {T} otherwise
 * @returns {Promise<any>}
 */
async function within(work, otherwise) {
  try {
    return await withDatabase(work);
  } catch (error) {
    if (error instanceof NothingKept) {
      return otherwise;
    }
    throw error;
  }
}
