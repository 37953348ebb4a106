// @ts-check
/**
 * A sitting: where the session stands, and what each press does to it.
 *
 * It knows no screen. It tells what happens by events: `change` (another state or leg), `cue` (its detail is the cue),
 * `eased`, `over` (its detail is the reason).
 */
import { due, gateOf, legsOf, otherLegs, readyAt, resumeAt, spanAt, stepBack } from "./score.js";
import { Tally, isWhole, keyOf } from "./tally.js";

const WAYS = /** @type {import("./score.js").Way[]} */ (["own", "easier", "without_pressure"]);
const OWN_PACE_GUARD_MS = 800; // a tap right after own-pace work began was meant for what was before

/** @typedef {import("./score.js").Leg} Leg */

export class Sitting extends EventTarget {
  #clock;
  #sounds;
  #log;
  #turn = 0;
  #pending = /** @type {number|null} */ (null);
  #from = 0;
  #heard = -1;
  #passedGate = -1;
  #leadIn = /** @type {{at: number}|null} */ (null);

  /** @param {{today: any, clock: any, sounds: any, log: any, manual: boolean, state?: any}} given */
  constructor({ today, clock, sounds, log, manual, state }) {
    super();
    this.#clock = clock;
    this.#sounds = sounds;
    this.#log = log;
    this.today = today;
    this.items = today.session.items;
    this.manual = manual;
    this.state = "ready";
    this.eased = /** @type {number[]} */ (state?.eased ?? []);
    this.spared = /** @type {number[]} */ (state?.spared ?? []);
    this.tally = new Tally(state?.tally, state?.held);
    this.legs = this.#ownLegs;
    for (const item of new Set([...this.eased, ...this.spared])) this.#exchange(item);
    this.index = state ? Math.min(state.index, this.legs.length - 1) : 0;
    this.#pending = state?.at ?? 0;
    clock.onend = () => this.tick();
    clock.oninterrupted = () => this.pause();
  }

  /** Where it stands, as plain data that `constructor` takes back. */
  toJSON() {
    const { index, eased, spared } = this;
    return { index, at: Math.round(this.at), eased, spared, tally: this.tally.toJSON(), held: this.tally.held };
  }

  get leg() {
    return this.legs[this.index];
  }

  get item() {
    return this.items[this.leg.item];
  }

  /** What is done of the item: the item itself, or what took its place. */
  get way() {
    return this.#wayOf(this.leg.item);
  }

  /** Milliseconds from the start of the leg. During three, two, one: where the session will go on. */
  get at() {
    if (this.#leadIn) return this.#leadIn.at;
    return this.#pending ?? this.#clock.position;
  }

  get span() {
    return spanAt(this.leg, this.at);
  }

  /** Milliseconds of three, two, one that are left, or 0. */
  get leadInLeft() {
    return this.state === "lead-in" ? Math.max(0, this.today.lead_in.ms - this.#clock.position) : 0;
  }

  /** Whether all work of the session is behind, and only words are left. */
  get isFinishing() {
    return this.span.kind === "finish";
  }

  start() {
    return this.#go(this.index, this.at);
  }

  pause() {
    if (this.state === "over" || this.state === "paused" || this.state === "ready") return;
    this.#settle();
    const at = this.at;
    this.#clock.pause();
    this.#turn += 1;
    this.#pending = at;
    this.#leadIn = null;
    this.#log.paused(this.leg.block, at); // first, so that the place that is kept next knows of it
    this.#become("paused");
  }

  /** Where it goes on after a pause, and whether three, two, one comes first. */
  get landing() {
    return this.leg.own ? { at: this.at, leadIn: false } : this.#landingFrom(this.at);
  }

  /** Go on after a pause, or after coming back. */
  resume() {
    if (this.state !== "paused" && this.state !== "ready") return;
    const { at, leadIn } = this.landing;
    if (leadIn && this.today.lead_in) return this.#countIn(at);
    if (!this.leg.own && at >= this.leg.ms) return this.#next();
    return this.#go(this.index, at);
  }

  /** The one press that a person has while lying down: on, or a moment's peace. */
  press() {
    if (this.state === "waiting") return this.ready();
    if (this.state === "paused" || this.state === "ready") return this.resume();
    if (this.leg.own && this.state === "playing") return this.done();
    return this.pause();
  }

  /** The person is in place, or has rested enough. */
  ready() {
    if (this.state === "waiting") {
      this.#passedGate = this.leg.item;
      return this.#go(this.index, this.at);
    }
    const to = readyAt(this.leg, this.at);
    if (to === null) return undefined;
    this.#passedGate = this.leg.item;
    return to >= this.leg.ms ? this.#next() : this.#go(this.index, to);
  }

  /** Own-pace work ends when the person says so. */
  done() {
    if (!this.leg.own || this.at < OWN_PACE_GUARD_MS) return undefined;
    this.tally.confirm(this.leg);
    return this.#next();
  }

  back() {
    const to = stepBack(this.legs, this.index, this.at);
    if (this.legs[to.index].item !== this.leg.item) this.#settle();
    if (this.legs[to.index].item < this.leg.item) this.#passedGate = -1;
    return this.#go(to.index, to.at);
  }

  /** On to the next exercise. @param {"person"|"hurts"|"time"} reason */
  skip(reason = "person") {
    const { item } = this.leg;
    this.#settle();
    if (!this.#isDone(item)) {
      this.#writePart(item);
      this.#log.skipped(this.items[item], reason);
    }
    const next = this.legs.findIndex((leg) => leg.item > item);
    return next < 0 ? this.#over("finished") : this.#go(next, 0);
  }

  /** Whether there is an easier way of this exercise that is not yet being done. */
  get canEase() {
    return this.item.easier !== null && this.leg.way === "own" && !this.isFinishing;
  }

  /** Whether there is a way of this exercise without what presses, that is not yet being done. */
  get canSpare() {
    return Boolean(this.item.without_pressure) && this.leg.way !== "without_pressure" && !this.isFinishing;
  }

  ease() {
    return this.canEase ? this.#take(this.eased) : undefined;
  }

  /** On without what presses, for today. */
  spare() {
    return this.canSpare ? this.#take(this.spared) : undefined;
  }

  /** @param {"stopped"|"hurt"} reason */
  end(reason) {
    this.#settle();
    this.#writePart(this.leg.item);
    return this.#over(reason);
  }

  /** To a place within the leg, or to the start of the rep or phase there. What is jumped over does not count. */
  seek(at) {
    if (this.leg.own || this.state === "over") return undefined;
    return this.#go(this.index, Math.min(this.#landingFrom(Math.max(0, at)).at, this.leg.ms - 1));
  }

  /** To the beginning of an exercise. @param {number} item */
  goToItem(item) {
    const index = this.legs.findIndex((leg) => leg.item === item);
    return index < 0 ? undefined : this.#go(index, 0);
  }

  /** Look at the clock: tell the cues that have begun since the last look, and go on where something has ended. */
  tick() {
    if (this.#pending !== null) return;
    this.#clock.check();
    if (this.state === "lead-in") {
      if (this.#clock.position >= this.today.lead_in.ms && this.#leadIn) void this.#go(this.index, this.#leadIn.at);
      return;
    }
    if (this.state !== "playing") return;
    if (this.#reachedGate()) return;
    this.#advance(this.#clock.position);
    if (!this.leg.own && this.#clock.position >= this.leg.ms) void this.#next();
  }

  /** What was done and what was asked for, of each item on each side, for the end of the session. */
  summary() {
    return this.items.map((item) => {
      const now = this.#nameOf(item.index);
      const ways = WAYS.filter((name) => name === "own" || item[name])
        .map((name) => ({ eased: name !== "own", way: name === "own" ? item : item[name], name, done: this.#doneOf(item.index, name) }))
        .filter(({ name, done }) => any(done) || (name === now && name !== "own"));
      return { item, ways };
    });
  }

  get #ownLegs() {
    return legsOf(this.today.session.timeline, this.today.session.tracks);
  }

  /** @returns {import("./score.js").Way} */
  #nameOf(item) {
    if (this.spared.includes(item)) return "without_pressure";
    return this.eased.includes(item) ? "easier" : "own";
  }

  #wayOf(item) {
    const name = this.#nameOf(item);
    return name === "own" ? this.items[item] : this.items[item][name];
  }

  /** From its beginning, in the place of what is done now. @param {number[]} taken the items that go that way */
  #take(taken) {
    const { item } = this.leg;
    this.#settle();
    this.#writePart(item);
    taken.push(item);
    this.#log.eased(this.items[item], this.#wayOf(item));
    this.#exchange(item);
    this.#passedGate = -1;
    this.index = this.legs.findIndex((leg) => leg.item === item);
    this.#pending = 0; // what has played so far was the other way
    this.dispatchEvent(new CustomEvent("eased"));
    return this.#go(this.index, 0);
  }

  /** Put the way that the item goes where the item was. */
  #exchange(item) {
    const first = this.legs.findIndex((leg) => leg.item === item);
    const rest = this.legs.filter((leg) => leg.item !== item);
    this.legs = [...rest.slice(0, first), ...this.#legsOf(item, this.#nameOf(item)), ...rest.slice(first)];
  }

  #legsOf(item, name) {
    return name === "own" ? this.#ownLegs.filter((leg) => leg.item === item) : otherLegs(this.items, item, name);
  }

  #landingFrom(at) {
    return resumeAt(this.leg, at, this.tally.heldTo(this.leg, spanAt(this.leg, at)));
  }

  #reachedGate() {
    const gate = this.manual && this.#passedGate !== this.leg.item ? gateOf(this.legs, this.leg.item) : null;
    if (!gate || gate.leg !== this.leg || this.#from > gate.at || this.#clock.position < gate.at) return false;
    this.#advance(gate.at - 1);
    this.#clock.pause();
    this.#clock.idle();
    this.#pending = gate.at;
    this.#become("waiting");
    return true;
  }

  #advance(at) {
    this.tally.ran(this.leg, this.#from, at);
    const cues = due(this.leg, this.#heard, at);
    this.#heard = Math.max(this.#heard, at);
    for (const cue of cues) this.dispatchEvent(new CustomEvent("cue", { detail: cue }));
    if (cues.some(({ kind }) => kind !== "count")) this.#writeWhole(this.leg.item);
  }

  /** Take account of what has played up to now, before anything else moves. */
  #settle() {
    if (this.state === "playing" && this.#pending === null) this.#advance(this.#clock.position);
  }

  async #go(index, at) {
    this.#settle();
    const turn = ++this.#turn;
    this.#clock.pause();
    this.index = index;
    this.#leadIn = null;
    this.#pending = at;
    this.#from = at;
    this.#heard = at - 1;
    this.#become("playing");
    const url = await this.#sounds.url(this.leg.track);
    if (turn !== this.#turn) return;
    this.#clock.put({ url, ms: this.leg.ms, at, wall: this.leg.own });
    this.#pending = null;
    this.#sounds.ahead(this.legs.slice(index + 1));
    await this.#clock.play();
  }

  async #countIn(at) {
    const turn = ++this.#turn;
    this.#leadIn = { at };
    this.#become("lead-in");
    const url = await this.#sounds.url(this.today.lead_in);
    if (turn !== this.#turn) return;
    this.#clock.put({ url, ms: this.today.lead_in.ms });
    this.#pending = null;
    await this.#clock.play();
  }

  #next() {
    const { item } = this.leg;
    if (!this.leg.own) this.#advance(this.leg.ms);
    this.#writeWhole(item);
    const next = this.legs[this.index + 1];
    if (next?.item !== item) this.#writePart(item);
    return next ? this.#go(this.index + 1, 0) : this.#over("finished");
  }

  #over(reason) {
    this.#turn += 1;
    this.#pending = this.at;
    this.#clock.pause();
    this.#become("over");
    this.#log.ended(reason);
    this.dispatchEvent(new CustomEvent("over", { detail: reason }));
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("change"));
  }

  #doneOf(item, name) {
    return this.tally.done(this.#legsOf(item, name));
  }

  #isDone(item) {
    const asked = this.#wayOf(item).prescribed;
    const done = this.#doneOf(item, this.#nameOf(item));
    return Object.entries(asked).every(([side, prescribed]) => isWhole(done[side], prescribed));
  }

  /** Each side of which nothing is missing. */
  #writeWhole(item) {
    this.#write(item, (done, prescribed) => isWhole(done, prescribed));
  }

  /** Each side of which anything was done. */
  #writePart(item) {
    this.#write(item, (done) => Object.values(done).some((count) => count > 0));
  }

  #write(item, isTold) {
    const way = this.#wayOf(item);
    const legs = this.legs.filter((leg) => leg.item === item);
    const done = this.tally.done(legs);
    const confirmed = legs.some((leg) => leg.own) && legs.every((leg) => !leg.own || this.tally.has(leg, leg.spans[0]));
    for (const [side, prescribed] of Object.entries(way.prescribed)) {
      if (done[side] && isTold(done[side], prescribed)) {
        this.#log.done(keyOf(legs[0]), this.items[item], way, side, done[side], prescribed, confirmed);
      }
    }
  }
}

const any = (done) => Object.values(done).some((side) => Object.values(side).some((count) => count > 0));
