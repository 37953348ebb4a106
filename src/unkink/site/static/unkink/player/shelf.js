// @ts-check
/**
 * The sessions that are on the device, whole. Each person has a cache of their own, and only the one whose page was
 * opened last has any at all: a service worker without network shows what is there and cannot ask who is looking.
 */

const PEOPLE = "unkink-person-";
const TODAY = "/api/v1/today";
const SHELF = "/kept-sessions.json"; // no address of the server: what this cache holds
const NO = "/kept-no-session.json"; // likewise: why there is no session today
const LAST = "/kept-last-session.json"; // likewise: the session that was begun here last
const KEPT = 3; // sessions with their sound, say: whole, short, and without the ball

export const TODAY_PAGE = "/";
export const PLAYER_PAGE = "/session/";

/**
 * @typedef {{kind?: string, missing?: string[], first?: string}} Query  what was asked; what is left out may be any
 * @typedef {object} OnShelf
 * @property {string} day
 * @property {string} kind
 * @property {string[]} missing
 * @property {string} first
 * @property {string} address  where its text lies in the cache
 * @property {string[]} asked  the addresses at which it was asked for; a wish that makes no difference is another one
 * @property {string} page  Today as it was when the session was kept, with its choices
 * @property {string[]} urls  its sound and pictures
 */

/**
 * The query as an object, from however it was given.
 *
 * @param {Query | URLSearchParams | string} query
 * @returns {Query}
 */
export function asQuery(query) {
  if (typeof query !== "string" && !(query instanceof URLSearchParams)) {
    return query;
  }
  const given = new URLSearchParams(query);
  return {
    kind: given.get("kind") || undefined,
    missing: given.has("missing") ? listed(given.getAll("missing")) : undefined,
    first: given.get("first") || undefined,
  };
}

/** @param {string[]} values  each may hold several, with commas */
function listed(values) {
  return values.flatMap((value) => value.split(",")).filter(Boolean);
}

/**
 * Where the server gives out the session that was asked for: the same choice is always the same address.
 *
 * @param {Query} asked
 */
export function addressOf({ kind, missing, first }) {
  const given = new URLSearchParams();
  if (kind) {
    given.set("kind", kind);
  }
  if (missing?.length) {
    given.set("missing", [...missing].sort().join(","));
  }
  if (first) {
    given.set("first", first);
  }
  const text = given.toString();
  return text ? `${TODAY}?${text}` : TODAY;
}

/**
 * The person's cache, or null where the browser has none.
 *
 * @param {string | null | undefined} person
 */
export async function cacheOf(person) {
  if (!person || !globalThis.caches) {
    return null;
  }
  return caches.open(PEOPLE + person).catch(() => null);
}

/**
 * The newest kept session that fits what was asked.
 *
 * @param {Cache} cache
 * @param {Query} asked
 */
export async function found(cache, asked) {
  const { kind, missing, first } = asked;
  const same = (/** @type {string[]} */ a, /** @type {string[]} */ b) => [...a].sort().join() === [...b].sort().join();
  return (await shelfOf(cache)).find(
    (one) =>
      one.asked.includes(addressOf(asked)) ||
      ((!kind || one.kind === kind) && (!missing || same(missing, one.missing)) && (!first || one.first === first)),
  );
}

/** @param {Cache} cache @returns {Promise<OnShelf[]>}  the newest first */
export async function shelfOf(cache) {
  return (await (await cache.match(SHELF))?.json()) ?? [];
}

/**
 * Why there is no session today, as the server said when it was last asked; null where it gave one.
 *
 * @param {Cache} cache
 * @returns {Promise<{code: string, message: string, what_to_do: string, until?: string} | null>}
 */
export async function notedNo(cache) {
  return (await (await cache.match(NO))?.json()) ?? null;
}

/**
 * @param {Cache} cache
 * @param {any} no
 */
export function noteNo(cache, no) {
  return no === null ? cache.delete(NO) : cache.put(NO, json(no));
}

/**
 * The session that was begun on this device last, and when (ms since 1970); null where it is not known, or all is told.
 *
 * @param {Cache} cache
 * @returns {Promise<{session: string, at: number} | null>}
 */
export async function notedLast(cache) {
  return (await (await cache.match(LAST))?.json()) ?? null;
}

/**
 * @param {Cache} cache
 * @param {{session: string, at: number} | null} last
 */
export function noteLast(cache, last) {
  return last === null ? cache.delete(LAST) : cache.put(LAST, json(last));
}

/**
 * Note that the session is here whole, and let go of what no kept session needs.
 *
 * @param {Cache} cache
 * @param {any} session
 * @param {string} page
 * @param {string[]} urls
 */
export async function putOnShelf(cache, session, page, urls) {
  const choice = { kind: session.session.kind, missing: session.missing, first: session.first_side };
  const address = addressOf(choice);
  const shelf = await shelfOf(cache);
  const known = shelf.find((one) => one.address === address);
  const asked = [...new Set([address, session.asked ?? address, ...(known?.asked ?? [])])];
  const kept = [{ ...choice, day: session.day, address, asked, page, urls }, ...shelf.filter((one) => one !== known)];
  await cache.put(address, json(session));
  await cache.put(SHELF, json(kept.slice(0, KEPT)));
  await sweep(cache, kept.slice(0, KEPT));
}

/**
 * @param {Cache} cache
 * @param {OnShelf[]} shelf
 */
async function sweep(cache, shelf) {
  const of = ({ address, page, urls }) => [address, page, ...urls];
  const needed = new Set([SHELF, NO, LAST, TODAY_PAGE, PLAYER_PAGE, ...shelf.flatMap(of)]);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!needed.has(pathname + search)) {
      await cache.delete(request);
    }
  }
}

/**
 * Drop the pages and sessions of everybody else; of everybody where `person` is null.
 *
 * @param {string | null} person
 */
export async function forgetOthers(person) {
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  const others = names.filter((name) => name.startsWith(PEOPLE) && name !== PEOPLE + person);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** @param {unknown} data */
function json(data) {
  return new Response(JSON.stringify(data), { headers: { "Content-Type": "application/json" } });
}
