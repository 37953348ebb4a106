// @ts-check
/**
 * What the session writes into the diary, each event once.
 *
 * Every event gets its id here and is noted in the place before it is written, and struck out after. Whoever comes back
 * after the tab was killed in between writes it again under the same id, which the diary knows for the same event.
 */

/** @typedef {{id: string, kind: string, exercise?: string|null, side?: string|null, data: any, corrects?: string}} Entry */

export class SessionLog {
  #diary;
  #today;
  #chain = /** @type {Promise<any>} */ (Promise.resolve());

  /** @param {{diary: any, today: any, session: string, state?: any, keep: () => Promise<void>|void}} given */
  constructor({ diary, today, session, state = {}, keep }) {
    this.#diary = diary;
    this.#today = today;
    this.session = session;
    this.keep = keep;
    /** @type {Record<string, {id: string, data: string}>} */ this.written = state.written ?? {};
    /** @type {Entry[]} */ this.pending = state.pending ?? [];
    /** @type {(error: unknown) => void} */ this.onproblem = () => {};
  }

  toJSON() {
    return { written: this.written, pending: this.pending };
  }

  /** Write again what may not have arrived before the tab was closed. */
  again() {
    for (const entry of this.pending) this.#send(entry);
  }

  started({ items, missing, firstSide, manual, kind }) {
    const data = { kind, items: items.map(itemOf), missing, first_side: firstSide, pace: manual ? "manual" : "timed" };
    this.#once("started", { kind: "session-started", data });
  }

  paused(block, position) {
    this.#add({ kind: "session-paused", data: { block, position_ms: Math.round(position) } });
  }

  done(key, item, way, side, done, prescribed, confirmed) {
    const asked = Object.keys(prescribed).filter((name) => prescribed[name] > 0);
    const data = {
      variant: way.variant,
      rung: way.rung,
      dose: way.dose,
      done: Object.fromEntries(asked.map((name) => [name, done[name] ?? 0])),
      prescribed: Object.fromEntries(asked.map((name) => [name, Math.round(prescribed[name])])),
      ...(confirmed ? { confirmed: true } : {}),
    };
    const of = { exercise: item.exercise, side: item.side ?? (side === "both" ? null : side) };
    this.#latest(`done ${key} ${side}`, { kind: "exercise-done", ...of, data });
  }

  /** @param {any} item @param {any} way what takes its place for today */
  eased(item, way) {
    const { variant, rung, dose } = way;
    const data = { variant, rung, dose, from_rung: item.rung };
    this.#once(`eased ${item.index} ${variant}`, { kind: "exercise-eased", ...about(item), data });
  }

  skipped(item, reason) {
    this.#once(`skipped ${item.index}`, { kind: "exercise-skipped", ...about(item), data: { reason } });
  }

  usualPain(level) {
    this.#latest("usual", { kind: "pain", data: { of: "usual", level } });
  }

  /**
   * "It hurts", said during the work. Another answer takes the place of the one `before`, and an empty one takes it back.
   * @param {string|null} before the id of the event that said so first
   * @returns {string|null} the id that now stands for it
   */
  hurts(item, side, { level, where, feeling }, before) {
    const data = { of: "now", ...(level === null ? {} : { level }), ...(where ? { where } : {}), ...(feeling.length ? { feeling } : {}) };
    const corrects = before ? { corrects: before } : {};
    if (Object.keys(data).length > 1) {
      const id = this.#add({ kind: "pain", exercise: item.exercise, side: item.side ?? side, data, ...corrects });
      return before ?? id;
    }
    if (before) this.#add({ kind: "undone", data: {}, ...corrects });
    return null;
  }

  /** @param {any} item @param {number|null} level null: it is not told after all */
  worstPain(item, level) {
    const key = `worst ${item.index}`;
    if (level === null) return this.#takeBack(key);
    this.#latest(key, { kind: "pain", ...about(item), data: { of: "worst", level } });
  }

  /** @param {number|null} rpe null: it is not told after all */
  effort(rpe) {
    if (rpe === null) return this.#takeBack("effort");
    this.#latest("effort", { kind: "effort", data: { rpe } });
  }

  felt(item, felt) {
    this.#latest(`felt ${item.index}`, { kind: "effort", ...about(item), data: { felt } });
  }

  ended(reason, more = {}) {
    this.#latest("ended", { kind: "session-ended", data: { reason, ...more } });
  }

  /** Resolves when all that was written so far is safely on the device. */
  settled() {
    return this.#chain;
  }

  #once(key, entry) {
    if (!this.written[key]) this.#add(entry, key);
  }

  /** Written the first time; a different answer later corrects the first event, the same one says nothing. */
  #latest(key, entry) {
    const first = this.written[key];
    if (!first) return this.#add(entry, key);
    const data = JSON.stringify(entry.data);
    if (first.data === data) return;
    this.#add({ ...entry, corrects: first.id });
    first.data = data;
  }

  #takeBack(key) {
    const first = this.written[key];
    if (!first) return;
    delete this.written[key];
    this.#add({ kind: "undone", corrects: first.id, data: {} });
  }

  #add(entry, key) {
    const whole = { id: this.#diary.newSession(), ...entry };
    if (key) this.written[key] = { id: whole.id, data: JSON.stringify(whole.data) };
    this.pending.push(whole);
    this.#chain = this.#chain.then(() => this.keep());
    this.#send(whole);
    return whole.id;
  }

  #send(entry) {
    const fields = { program: this.#today.program.hash, session: this.session, exercise: null, side: null, ...entry };
    this.#chain = this.#chain
      .then(() => this.#diary.write(fields))
      .then(() => {
        this.pending = this.pending.filter(({ id }) => id !== entry.id);
        return this.keep();
      })
      .catch((error) => this.onproblem(error));
  }
}

/** What an event is about: an exercise, or the one side of it that the item is for. */
function about({ exercise, side }) {
  return { exercise, ...(side ? { side } : {}) };
}

function itemOf({ exercise, side, variant, rung, dose, prescribed }) {
  const { sets, reps, rounds, seconds } = prescribed.both ?? prescribed.left ?? Object.values(prescribed)[0] ?? {};
  const whole = Object.entries({ sets, reps, rounds, seconds }).map(([name, count]) => [name, Math.round(count ?? 0)]);
  const counts = whole.filter(([, count]) => count > 0);
  return { exercise, variant, rung, dose, ...Object.fromEntries(counts), ...(side ? { side } : {}) };
}
