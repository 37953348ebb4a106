// @ts-check
/** One batch of events to the server, and what its answer means. */

const ADDRESS = "/api/v1/events";
const PATIENCE = 30_000; // ms for one answer
const LONGEST_WAIT = 300_000; // ms, whatever the server asks for
const KEEPALIVE_BYTES = 60_000; // browsers allow 64 kB that outlive the page
const BAD_BATCH = [400, 413, 422];
const OTHER_PERSON = ["person", "clinic"];

/**
 * @typedef {import("./queue.js").Event1} Event1
 * @typedef {import("./queue.js").Refused} Refused
 * @typedef {{kind: "taken", received: string[], refused: Refused[], strangers: boolean}
 *   | {kind: "bad batch", problems: object[]} | {kind: "login"} | {kind: "offline"}
 *   | {kind: "trouble", wait: number}} Answer
 *   `strangers`: some are another person's than the one who is logged in, so they wait
 */

/**
 * Send them. Where the device keeps nothing (`lasting` is false) the request outlives the page.
 *
 * @param {Event1[]} events
 * @param {boolean} lasting
 * @returns {Promise<Answer>}
 */
export async function post(events, lasting) {
  const answer = await posted(events, lasting);
  if (answer.kind === "old token") {
    await fetch("/", { cache: "no-store" }).catch(() => undefined); // any page brings a new one
    const again = await posted(events, lasting);
    return again.kind === "old token" ? { kind: "trouble", wait: 0 } : again;
  }
  return answer;
}

/**
 * @param {Event1[]} events
 * @param {boolean} lasting
 * @returns {Promise<Answer | {kind: "old token"}>}
 */
async function posted(events, lasting) {
  const body = JSON.stringify({ events });
  let response;
  try {
    response = await fetch(ADDRESS, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": await csrfToken() },
      body,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      keepalive: !lasting && body.length < KEEPALIVE_BYTES,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { kind: "offline" };
  }
  return understood(response, events);
}

/**
 * @param {Response} response
 * @param {Event1[]} events
 * @returns {Promise<Answer | {kind: "old token"}>}
 */
async function understood(response, events) {
  const said = await response.json().catch(() => null); // null: half an answer, or a page from something in between
  if (response.status === 401 || response.status === 403) {
    return { kind: said?.error?.code === "csrf" ? "old token" : "login" };
  }
  if (BAD_BATCH.includes(response.status) && (said?.error?.code || response.status === 413)) {
    const expected = said?.error?.message ?? "something smaller";
    return { kind: "bad batch", problems: [{ path: "", found: null, expected }] };
  }
  if (!response.ok || !Array.isArray(said?.receipts) || !Array.isArray(said?.refused)) {
    return { kind: "trouble", wait: retryAfter(response) };
  }
  const ours = new Map(events.map((event) => [event.id, event]));
  const received = said.receipts
    .map((/** @type {any} */ one) => one?.id)
    .filter((/** @type {any} */ id) => ours.has(id));
  const refused = said.refused
    .map((/** @type {any} */ one) => ({
      event: events[one?.index] ?? ours.get(one?.id),
      problems: Array.isArray(one?.problems) ? one.problems : [],
    }))
    .filter((/** @type {Refused} */ { event }) => event !== undefined && !received.includes(event.id));
  const stranger = (/** @type {Refused} */ { problems }) => problems.some((one) => OTHER_PERSON.includes(one?.path));
  return {
    kind: "taken",
    received,
    refused: refused.filter((/** @type {Refused} */ one) => !stranger(one)),
    strangers: refused.some(stranger),
  };
}

/**
 * What a `Retry-After` in seconds asks for, in ms.
 *
 * @param {Response} response
 */
function retryAfter(response) {
  const seconds = Number(response.headers.get("Retry-After") ?? 0);
  return Number.isFinite(seconds) ? Math.min(LONGEST_WAIT, seconds * 1000) : 0;
}

/** The token that proves that one of our own pages asks. Over https a cookie without the prefix is somebody else's. */
export async function csrfToken() {
  const ours = location.protocol === "https:" ? "__Host-csrftoken" : "csrftoken";
  const cookies = globalThis.document
    ? document.cookie.split("; ").map((pair) => pair.split("="))
    : ((await globalThis.cookieStore?.getAll()) ?? []).map(({ name, value }) => [name, value]);
  return cookies.find(([name]) => name === ours)?.[1] ?? "";
}
