// @ts-check
/**
 * What the device adds to Today.
 *
 *     data-offline-status   filled with how far today's session is on this device; data-query says which session,
 *                           data-state becomes getting, ready, partly or not. Hidden where there is none today: then
 *                           the device learns that, and why, and says it without network too
 *     data-go-on            hidden; shown if a session was left half-way, with its link (the `a` in it) leading there
 *     data-go-on-words      in it; filled with what was being done
 */
import { staleWords } from "./kept_day.js";
import { CannotKeep, keep, keepToday, loadPackage, LoginNeeded, NoSession, NotOnDevice } from "./offline.js";
import { loadPlace } from "./store.js";

const LEFT_LATELY = 20 * 3_600_000; // ms; the next day it is another session
const WAITS = [5000, 15_000, 60_000, 300_000]; // ms, before trying again what did not arrive

/** @param {string} person */
export async function fillToday(person) {
  await Promise.all([offerToGoOn(person), keepSession()]);
}

async function keepSession() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline-status]"));
  if (place !== null) {
    await tryToKeep(place, WAITS);
  }
}

/**
 * @param {HTMLElement} place
 * @param {number[]} waits  how often it may be tried again, and after how long
 */
async function tryToKeep(place, waits) {
  const say = (/** @type {string} */ words, /** @type {string} */ state) => {
    place.textContent = words;
    place.dataset.state = state;
  };
  try {
    const session = await loadPackage(place.dataset.query ?? "");
    if (session.from_device) {
      say(withoutServer(session.day), "ready");
      return;
    }
    const page = location.pathname + location.search;
    const end = await keep(session, ({ words }) => say(words, "getting"), page);
    say(end.words, end.ready ? "ready" : "partly");
  } catch (error) {
    if (!(error instanceof NotOnDevice || error instanceof LoginNeeded || error instanceof NoSession)) {
      throw error;
    }
    say(error.message, "not");
    if (error instanceof NoSession && !error.said.from_device) {
      await keepToday().catch(() => undefined); // without network it is told all the same, by the player
    }
    if (error instanceof NotOnDevice && !(error instanceof CannotKeep) && waits.length > 0) {
      setTimeout(() => void tryToKeep(place, waits.slice(1)), waits[0]);
    }
  }
}

/** @param {string} day  of the session, as YYYY-MM-DD */
function withoutServer(day) {
  return `Unkink cannot be reached. The session is on this device and goes without network. ${staleWords(day)}`.trim();
}

/** @param {string} person */
async function offerToGoOn(person) {
  const offer = /** @type {HTMLElement | null} */ (document.querySelector("[data-go-on]"));
  const place = offer && (await loadPlace(person));
  if (!place || Date.now() - place.left > LEFT_LATELY) {
    return;
  }
  const link = /** @type {HTMLAnchorElement | null} */ (offer.matches("a") ? offer : offer.querySelector("a"));
  if (link !== null) {
    link.href = `/session/?${place.query}`;
  }
  const words = offer.querySelector("[data-go-on-words]");
  if (words !== null && place.title) {
    words.textContent = place.title;
  }
  offer.hidden = false;
}
