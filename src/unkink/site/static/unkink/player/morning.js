// @ts-check
/**
 * The morning's answers without network: kept on this device as the player keeps a session, and sent later.
 *
 *     form[data-morning]   asks; its value is the session that it is about, empty for "as usual again"
 *     data-clinic          on it: whose log it is, beside the person of the page
 *
 * Where the server can be reached the form goes there, as it does without script.
 */
import { el } from "./dom.js";
import { noteTold } from "./morning_later.js";
import { csrfToken } from "./posting.js";
import { pagePerson } from "./store.js";

const ASKED = "/api/v1/events?limit=1"; // only who is logged in gets an answer
const PATIENCE = 4000; // ms, as the service worker waits for a page
const ALL = 2 ** 32 - 1; // the most that a browser's database can be asked for

/**
 * @typedef {import("./queue.js").Diary} Diary
 * @typedef {import("./queue.js").Event1} Event1
 * @typedef {{answer: string, soreness?: number}} Told
 */

/**
 * Take over the forms. What was answered here and is not sent yet is not asked again.
 *
 * @param {NodeListOf<HTMLFormElement>} forms
 * @param {Diary} diary
 */
export async function keepMornings(forms, diary) {
  const waiting = (await diary.batch(ALL)).filter(({ kind }) => kind === "morning");
  for (const form of forms) {
    const card = new MorningForm(form, diary);
    const known = waiting.filter(({ session }) => (session ?? "") === form.dataset.morning).at(-1);
    if (known !== undefined) {
      card.showKept(known);
    }
  }
}

class MorningForm {
  /** @type {Event1 | null} what was told here and is on its way */
  #told = null;
  #first = ""; // the id of the first answer: another one corrects it
  #goesToServer = false;
  #busy = false;

  /**
   * @param {HTMLFormElement} form
   * @param {Diary} diary
   */
  constructor(form, diary) {
    this.form = form;
    this.diary = diary;
    this.words = el("p.kept-here", { role: "status", tabindex: -1, hidden: true });
    form.after(this.words);
    form.addEventListener("submit", (event) => this.#asked(event));
    diary.addEventListener("settled", () => void this.#lookIfSent());
  }

  /** @param {SubmitEvent} event */
  #asked(event) {
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (this.#goesToServer || button === null) {
      return;
    }
    event.preventDefault();
    if (!this.#busy) {
      this.#busy = true;
      void this.#tell(button).finally(() => (this.#busy = false));
    }
  }

  /** @param {HTMLButtonElement} button */
  async #tell(button) {
    if (this.#told === null && (await isReached())) {
      const token = /** @type {HTMLInputElement | null} */ (this.form.elements.namedItem("csrfmiddlewaretoken"));
      if (token !== null) {
        token.value = await csrfToken(); // the page may have been kept on the device since before a login
      }
      await noteTold(pagePerson(), this.form.dataset.morning || null);
      this.#goesToServer = true;
      this.form.requestSubmit(button);
      return;
    }
    const session = this.form.dataset.morning || null;
    const corrects = this.#first || null;
    this.showKept(await this.diary.write({ kind: "morning", session, data: toldBy(button), corrects }));
    this.words.focus();
    const { sendWhatWaits } = await import("./waiting.js");
    await sendWhatWaits(this.diary);
  }

  /** @param {Event1} told */
  showKept(told) {
    const again = el("button.change-answer", { type: "button", onclick: () => this.#askAgain() }, "Answer otherwise");
    const said = `${spoken(/** @type {Told} */ (told.data))}: kept on this device, and sent when there is network again.`;
    this.#told = told;
    this.#first = told.corrects ?? told.id;
    this.words.replaceChildren(el("span", {}, said), again);
    this.words.hidden = false;
    this.form.hidden = true;
  }

  #askAgain() {
    this.words.hidden = true;
    this.form.hidden = false;
    /** @type {HTMLElement | null} */ (this.form.querySelector("button[name], button"))?.focus();
  }

  async #lookIfSent() {
    const told = this.#told;
    const [waiting, refused] = await Promise.all([this.diary.batch(ALL), this.diary.refused()]);
    if (told === null || [...waiting, ...refused.map(({ event }) => event)].some(({ id }) => id === told.id)) {
      return;
    }
    await noteTold(pagePerson(), told.session);
    const said = `${spoken(/** @type {Told} */ (told.data))}: that is kept, and sent. `;
    this.words.replaceChildren(said, el("a", { href: "/" }, "Show what it means for today"));
  }
}

/** Whether the server answers, and knows who asks. */
async function isReached() {
  try {
    const answer = await fetch(ASKED, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** @param {HTMLButtonElement} button @returns {Told} */
function toldBy({ name, value }) {
  return name === "soreness" ? { answer: "muscles sore", soreness: Number(value) } : { answer: value || "as usual" };
}

/** @param {Told} told */
function spoken({ answer, soreness }) {
  const said = answer === "muscles sore" && soreness !== undefined ? `sore muscles, ${soreness} of 10` : answer;
  return said[0].toUpperCase() + said.slice(1);
}
