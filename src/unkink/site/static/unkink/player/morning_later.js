// @ts-check
/**
 * The morning after a session, asked by the device itself: Today as it was kept on an earlier day does not ask it yet.
 *
 *     template[data-morning-later]   the card, about a session of nothing but zeros. Its value is the day that the page
 *                                    was made for, as YYYY-MM-DD
 *     data-days                      on it: on how many days after the session it is asked
 *
 * A page of today asks by itself: there nothing is added.
 */
import { localDay } from "./kept_day.js";
import { cacheOf, noteLast, notedLast } from "./shelf.js";

const ZEROS = "00000000-0000-0000-0000-000000000000";
const NIGHT_MS = 4 * 3_600_000; // a day ends at four in the morning
const DAY_MS = 24 * 3_600_000;

/**
 * The player begins a session.
 *
 * @param {string} person
 * @param {string} session
 */
export async function noteBegun(person, session, at = Date.now()) {
  const cache = await cacheOf(person);
  await (cache && noteLast(cache, { session, at })?.catch(() => undefined)); // no room: it is asked with network
}

/**
 * The morning after that session was told, and the server has it.
 *
 * @param {string | null | undefined} person
 * @param {string | null} session
 */
export async function noteTold(person, session) {
  const cache = await cacheOf(person);
  if (cache && (await notedLast(cache))?.session === session) {
    await noteLast(cache, null);
  }
}

/**
 * Put the card on the page where it is due.
 *
 * @param {string} person
 */
export async function askLater(person, now = Date.now()) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-morning-later]"));
  const cache = template && (await cacheOf(person));
  const last = cache && (await notedLast(cache));
  if (!template || !last || lifeDay(now) <= (template.dataset.morningLater ?? "")) {
    return;
  }
  const days = Math.round((Date.parse(lifeDay(now)) - Date.parse(lifeDay(last.at))) / DAY_MS);
  const isAsked = document.querySelector(`form[data-morning="${last.session}"]`) !== null;
  if (days < 1 || days > Number(template.dataset.days) || isAsked) {
    return;
  }
  const card = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const form = /** @type {HTMLFormElement} */ (card.querySelector("form"));
  form.setAttribute("action", (form.getAttribute("action") ?? "").replace(ZEROS, last.session));
  form.dataset.morning = last.session;
  template.before(card);
}

/** @param {number} at  ms since 1970 */
const lifeDay = (at) => localDay(0, at - NIGHT_MS);
