// @ts-check
/**
 * The diary on this device: every event is kept here before anything else happens to it.
 *
 * `write` resolves once the event and the device's increased `seq` are on the disk, in one transaction. Where the
 * browser keeps nothing (a private window, no room), events stay in memory and `lasting` is false: the session goes
 * on, and what is written is sent at once. What could not be kept is kept with the next event that can be.
 */
import { NothingKept, withDatabase } from "./database.js";
import { latest, made } from "./device.js";
import { freshId } from "./uuid7.js";

/**
 * @typedef {import("./device.js").Event1} Event1
 * @typedef {import("./device.js").Device} Device
 * @typedef {import("./device.js").Draft} Draft
 * @typedef {{event: Event1, problems: {path: string, found: unknown, expected: string}[]}} Refused
 */

/**
 * The diary of one person in this browser.
 *
 * @param {{person: string, clinic: string, now?: () => number}} whose
 */
export async function openDiary({ person, clinic, now = Date.now }) {
  const diary = new Diary(person, clinic, now);
  await diary.wake();
  return diary;
}

/** Fires "written" after each event, "settled" after each answer of the server, "lasting" when that changes. */
export class Diary extends EventTarget {
  /** @type {Device} the device as last seen here; the database knows better where other tabs write too */
  #device;
  /** @type {Event1[]} events that could not be kept */
  #memory = [];
  /** @type {Refused[]} */
  #refusedInMemory = [];
  #answers = true; // whether the browser's database did, the last time
  #wasLasting = true;

  /**
   * @param {string} person
   * @param {string} clinic
   * @param {() => number} now
   */
  constructor(person, clinic, now) {
    super();
    this.person = person;
    this.clinic = clinic;
    this.now = now;
    this.#device = { person, device: freshId(), seq: -1, ms: 0, chance: 0n };
  }

  /** Whether what is written survives the page. */
  get lasting() {
    return this.#answers && this.#memory.length === 0;
  }

  /** Learn which device this is, if the browser remembers. */
  async wake() {
    await this.#kept(async (kept) => {
      this.#device = (await kept.get("devices", this.person)) ?? this.#device;
    });
  }

  /** A new session's id. */
  newSession() {
    return freshId();
  }

  /**
   * Put down what happened. Resolves with the event once it is on the disk (or in memory, where nothing is kept).
   * Whoever writes again what may not have arrived gives the `id` that it had: under one id it counts once.
   *
   * @param {{id?: string, kind: string, program?: string | null, session?: string | null, exercise?: string | null,
   *   side?: "left" | "right" | null, data?: object, corrects?: string | null}} happened
   * @returns {Promise<Event1>}
   */
  async write({ id, kind, program = null, session = null, exercise = null, side = null, data = {}, corrects = null }) {
    const said = { ...(id && { id }), kind, program, session, exercise, side, data: structuredClone(data), corrects };
    const draft = { said, ms: this.now() }; // the moment of the call, however long the disk takes
    const event = (await this.#kept((kept) => this.#writeDown(kept, draft))) ?? this.#remember(draft);
    if (kind === "session-started") {
      askToStay();
    }
    this.#tellIfLasting();
    this.dispatchEvent(new CustomEvent("written", { detail: event }));
    return event;
  }

  /** How many events have no receipt yet. */
  async pending() {
    const kept = await this.#kept((found) => found.count("queue", ofPerson(this.person)));
    return (kept ?? 0) + this.#memory.length;
  }

  /**
   * The oldest events without receipt.
   *
   * @param {number} most
   * @returns {Promise<Event1[]>}
   */
  async batch(most) {
    const kept = (await this.#kept((found) => found.getAll("queue", ofPerson(this.person), most))) ?? [];
    return [...kept, ...this.#memory].slice(0, most);
  }

  /** What the server did not take, with its reasons. @returns {Promise<Refused[]>} */
  async refused() {
    const kept = await this.#kept((found) => found.getAllFromIndex("refused", "person", this.person));
    return [...(kept ?? []), ...this.#refusedInMemory];
  }

  /**
   * Take the server's word: events with a receipt go, refused ones are set aside. False if that could not be noted.
   *
   * @param {string[]} received  ids
   * @param {Refused[]} refused
   */
  async settle(received, refused) {
    const gone = [...received, ...refused.map(({ event }) => event.id)];
    const inMemory = new Set(this.#memory.map(({ id }) => id));
    const noted = await this.#kept(async (kept) => {
      const change = kept.transaction(["queue", "refused"], "readwrite");
      const taken = gone.map((id) => takeOut(change.objectStore("queue"), id));
      const aside = refused.map((one) => change.objectStore("refused").put(one));
      await Promise.all([...taken, ...aside, change.done]);
      return true;
    });
    if (!noted) {
      this.#refusedInMemory.push(...refused.filter(({ event }) => inMemory.has(event.id)));
    }
    this.#memory = this.#memory.filter(({ id }) => !gone.includes(id));
    this.#tellIfLasting();
    this.dispatchEvent(new CustomEvent("settled"));
    return noted !== null || gone.every((id) => inMemory.has(id));
  }

  /** Put what was refused back among what waits: a newer server may know better. */
  async tryRefusedAgain() {
    await this.#kept(async (kept) => {
      const change = kept.transaction(["queue", "refused"], "readwrite");
      const refused = await change.objectStore("refused").index("person").getAll(this.person);
      const back = refused.map(({ event }) => change.objectStore("queue").put(event));
      const gone = refused.map(({ event }) => change.objectStore("refused").delete(event.id));
      await Promise.all([...back, ...gone, change.done]);
    });
    this.#memory.push(...this.#refusedInMemory.splice(0).map(({ event }) => event));
    this.#tellIfLasting();
  }

  /**
   * Let go of what was refused, for good.
   *
   * @param {string[]} ids
   */
  async discard(ids) {
    await this.#kept(async (kept) => {
      const change = kept.transaction("refused", "readwrite");
      await Promise.all([...ids.map((id) => change.store.delete(id)), change.done]);
    });
    this.#refusedInMemory = this.#refusedInMemory.filter(({ event }) => !ids.includes(event.id));
    this.dispatchEvent(new CustomEvent("settled"));
  }

  /**
   * The event and the device's new state in one transaction, with whatever waited in memory.
   *
   * Where the connection breaks nobody can know whether it was written. So a draft becomes an event once: written
   * again, or remembered, it has the same id, and counts once.
   *
   * @param {Parameters<Parameters<typeof withDatabase>[0]>[0]} kept
   * @param {Draft} draft
   */
  async #writeDown(kept, draft) {
    const change = kept.transaction(["queue", "devices"], "readwrite", { durability: "strict" });
    const devices = change.objectStore("devices");
    const queue = change.objectStore("queue");
    const known = latest(await devices.get(this.person), this.#device);
    const { event, device } = (draft.made ??= made(known, this.clinic, draft));
    const waited = this.#memory;
    const writes = [event, ...waited].map((one) => queue.put(one));
    await Promise.all([devices.put(latest(known, device)), ...writes, change.done]);
    this.#device = latest(this.#device, device);
    this.#memory = this.#memory.filter((one) => !waited.includes(one));
    return event;
  }

  /** @param {Draft} draft */
  #remember(draft) {
    const { event, device } = (draft.made ??= made(this.#device, this.clinic, draft));
    this.#device = latest(this.#device, device);
    this.#memory.push(event);
    return event;
  }

  /**
   * What `work` gives, or null where the browser keeps nothing; says so when that changes.
   *
   * @template T
   * @param {Parameters<typeof withDatabase<T>>[0]} work
   * @returns {Promise<T | null>}
   */
  async #kept(work) {
    let found = null;
    try {
      found = await withDatabase(work);
      this.#answers = true;
    } catch (error) {
      if (!(error instanceof NothingKept)) {
        throw error;
      }
      this.#answers = false;
    }
    this.#tellIfLasting();
    return found;
  }

  #tellIfLasting() {
    if (this.lasting !== this.#wasLasting) {
      this.#wasLasting = this.lasting;
      this.dispatchEvent(new CustomEvent("lasting"));
    }
  }
}

/**
 * @param {any} queue  the object store
 * @param {string} id
 */
async function takeOut(queue, id) {
  const key = await queue.index("id").getKey(id);
  return key && queue.delete(key);
}

/** @param {string} person */
function ofPerson(person) {
  return IDBKeyRange.bound([person], [person, []]); // an array sorts after every number
}

/** Whose events wait on this device. @returns {Promise<string[]>} */
export async function peopleHere() {
  try {
    return await withDatabase((kept) => kept.getAllKeys("devices"));
  } catch (error) {
    if (error instanceof NothingKept) {
      return [];
    }
    throw error;
  }
}

/** Ask the browser not to clear this site's data when room gets short. Some ask the person: so only now. */
function askToStay() {
  globalThis.navigator?.storage?.persist?.().catch(() => false);
}
