// @ts-check
/**
 * Sends what the diary holds, until each event has its receipt.
 *
 * An event goes from the device when the server said that it has it, and for no other reason. Sending it twice is
 * harmless: the server knows its id. What the server will not take is set aside with its reasons and blocks nothing.
 */
import { post } from "./posting.js";
import { openDiary, peopleHere } from "./queue.js";
import { pagePerson, setHere, whoIsHere } from "./store.js";

const TAG = "unkink-events";
const BATCH = 100;
const FIRST_WAIT = 1000; // ms, doubled after each failure
const LONGEST_WAIT = 300_000;
const NOTHING_KEPT =
  "This browser keeps nothing for later (a private window, or no room): stay here until everything is sent.";

/**
 * @typedef {import("./queue.js").Diary} Diary
 * @typedef {"sent" | "sending" | "offline" | "trouble" | "login"} State
 * @typedef {{state: State, pending: number, refused: number, lasting: boolean, words: string}} Status
 */

/**
 * Send now, after each event, and whenever there is reason to hope.
 *
 * @param {Diary} diary
 */
export function startSync(diary) {
  const sync = new Sync(diary);
  void sync.start();
  return sync;
}

/** Fires "status" whenever there is something else to say. */
export class Sync extends EventTarget {
  /** @type {Promise<void> | null} */
  #running = null;
  #again = false;
  #failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #stopping = new AbortController();
  /** @type {State} */
  #state = "sent";

  /** @param {Diary} diary */
  constructor(diary) {
    super();
    this.diary = diary;
  }

  async start() {
    const person = pagePerson();
    if (person !== undefined) {
      await setHere(person);
    }
    const { signal } = this.#stopping;
    const hope = () => {
      this.#failures = 0;
      void this.flush();
    };
    this.diary.addEventListener("written", () => void this.flush(), { signal });
    this.diary.addEventListener("lasting", () => void this.#tell(), { signal });
    addEventListener("online", hope, { signal });
    addEventListener("pageshow", hope, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || hope(), { signal });
    hope();
  }

  stop() {
    this.#stopping.abort();
    clearTimeout(this.#timer);
  }

  /** Send everything that can be sent now. Resolves when that is done or has to wait. */
  async flush() {
    clearTimeout(this.#timer);
    this.#again = true;
    this.#running ??= this.#run();
    await this.#running;
  }

  /** @returns {Promise<Status>} */
  async status() {
    const [pending, refused] = await Promise.all([this.diary.pending(), this.diary.refused()]);
    const found = { state: this.#state, pending, refused: refused.length, lasting: this.diary.lasting };
    return { ...found, words: words(found) };
  }

  async #run() {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#once();
      }
    } finally {
      this.#running = null; // in the same breath as the last look at #again, so that no wish to send falls between
    }
  }

  async #once() {
    if ((await this.diary.pending()) > 0) {
      await this.#become("sending");
    }
    const end = await sendAll(this.diary);
    await this.#become(end.kind);
    if (end.kind === "offline" || end.kind === "trouble") {
      this.#again = false;
      this.#tryLater(end.wait);
    } else {
      this.#failures = 0;
    }
  }

  /** @param {number} least */
  #tryLater(least) {
    if (this.#stopping.signal.aborted) {
      return;
    }
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    const chance = longest * (0.5 + Math.random() / 2); // a whole household does not knock at the same moment
    this.#timer = setTimeout(() => void this.flush(), Math.max(least, chance));
    void askForBackgroundSync();
  }

  /** @param {State} state */
  async #become(state) {
    this.#state = state;
    await this.#tell();
  }

  async #tell() {
    this.dispatchEvent(new CustomEvent("status", { detail: await this.status() }));
  }
}

/**
 * Send what waits for everybody whose turn it is; for the service worker, when the browser says there is network.
 *
 * @throws {Error} if something still waits, so that the browser asks again
 */
export async function drain() {
  for (const person of await peopleHere()) {
    const end = await sendAll(await openDiary({ person, clinic: "" }));
    if (end.kind === "offline" || end.kind === "trouble") {
      throw new Error(`events still wait: ${end.kind}`);
    }
  }
}

/**
 * Batch after batch, one tab at a time.
 *
 * @param {Diary} diary
 * @returns {Promise<{kind: State, wait: number}>}
 */
async function sendAll(diary) {
  return locked(`unkink-send-${diary.person}`, async () => {
    let size = BATCH;
    for (;;) {
      const events = await diary.batch(size);
      if (events.length === 0) {
        return { kind: "sent", wait: 0 };
      }
      const here = await whoIsHere();
      if (here !== undefined && here !== diary.person) {
        return { kind: "login", wait: 0 };
      }
      const answer = await post(events, diary.lasting);
      switch (answer.kind) {
        case "taken":
          if (!(await diary.settle(answer.received, answer.refused))) {
            return { kind: "trouble", wait: 0 };
          }
          if (answer.strangers) {
            return { kind: "login", wait: 0 };
          }
          if (answer.received.length + answer.refused.length === 0) {
            return { kind: "trouble", wait: 0 };
          }
          size = Math.min(BATCH, size * 2);
          break;
        case "bad batch":
          if (events.length === 1) {
            await diary.settle([], [{ event: events[0], problems: answer.problems }]);
          }
          size = Math.max(1, Math.floor(events.length / 2)); // until the one that spoils it is alone
          break;
        case "trouble":
          return answer;
        default:
          return { ...answer, wait: 0 };
      }
    }
  });
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function locked(name, work) {
  return globalThis.navigator?.locks ? navigator.locks.request(name, work) : work();
}

/** Where the browser can send after the page is gone, let it. */
async function askForBackgroundSync() {
  try {
    const registration = await globalThis.navigator?.serviceWorker?.getRegistration();
    await /** @type {any} */ (registration)?.sync?.register(TAG);
  } catch {
    // Not allowed by this browser or this person: then the next page sends.
  }
}

/**
 * The state in a sentence for the person.
 *
 * @param {{state: State, pending: number, refused: number, lasting: boolean}} found
 */
export function words({ state, pending, refused, lasting }) {
  const entries = pending === 1 ? "1 entry" : `${pending} entries`;
  const wait = pending === 1 ? "waits" : "wait";
  const said = {
    sent: "Everything is sent.",
    sending: `Sending ${entries} …`,
    offline: `Unkink cannot be reached. ${entries} ${wait} on this device and will be sent when it can.`,
    trouble: `${entries} ${wait} on this device. The server has trouble; Unkink tries again by itself.`,
    login: `Log in to send ${entries}.`,
  };
  const sentences = [pending === 0 ? said.sent : said[state === "sent" ? "sending" : state]];
  if (refused > 0) {
    const were = refused === 1 ? "1 entry was" : `${refused} entries were`;
    sentences.push(`${were} not accepted and stay${refused === 1 ? "s" : ""} on this device.`);
  }
  if (!lasting) {
    sentences.push(NOTHING_KEPT);
  }
  return sentences.join(" ");
}
