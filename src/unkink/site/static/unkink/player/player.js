// @ts-check
/**
 * `<unkink-player>`: a session from the first tap to the summary.
 *
 * It brings the parts together and decides nothing by itself: where the session stands is the sitting's to say, what
 * the screen shows is the picture's, what is offered when it hurts is the safety table's. `rate` (1 to 16) makes time
 * pass faster, sound and silent clock alike.
 */
import { endScreen, helpScreen, summaryScreen } from "./ask_end.js";
import { askHurts } from "./ask_hurts.js";
import { askAboutLeaving, isTheEasiest, showKeys } from "./ask_on_the_way.js";
import { startScreen, usualScreen } from "./ask_start.js";
import { Awake } from "./awake.js";
import { Clock, silence } from "./clock.js";
import { el, say } from "./dom.js";
import { listen } from "./keys.js";
import { SessionLog } from "./log.js";
import * as media from "./media.js";
import { noteBegun } from "./morning_later.js";
import { Nudge } from "./nudge.js";
import { LoginNeeded, NoSession, NotOnDevice, loadPackage, noteDone, trackBlobUrl } from "./offline.js";
import { picture } from "./picture.js";
import { GO_ON, Place } from "./place.js";
import { openDiary } from "./queue.js";
import { FEELINGS } from "./safety.js";
import { Sitting } from "./sitting.js";
import { Sounds } from "./sounds.js";
import { startSync } from "./sync.js";
import { announcement } from "./telling.js";
import { View } from "./view.js";

const LOOK_MS = 250; // how often the clock is looked at while nobody sees the page
const KEPT_MS = 5000; // how old the kept place may be in a long piece of work, where no cue renews it
const LONGEST_SENDING_MS = 3000; // what is not sent by then is kept here, and says so

/** @param {number} ms */
const after = (ms) => new Promise((done) => setTimeout(done, ms));

class Player extends HTMLElement {
  #audio = /** @type {HTMLAudioElement} */ (el("audio"));
  #clock = new Clock(this.#audio, silence());
  #status = el("p.aside", { role: "status" });
  #screen = el("div.screen");
  #awake = new Awake();
  #told = {
    usual: /** @type {number|null} */ (null),
    hurt: /** @type {[number, number][]} */ ([]),
    hurts: /** @type {{answer: import("./ask_hurts.js").Answer, id: string|null}|null} */ (null), // until it is chosen how to go on
    persists: false,
  };
  #stage = "start";
  #flush = () => {};

  async connectedCallback() {
    if (this.firstChild?.nodeName === "AUDIO") return;
    this.replaceChildren(this.#audio, this.#status, this.#screen);
    const asked = new URLSearchParams(location.search);
    asked.delete(GO_ON);
    try {
      this.today = await loadPackage(asked.toString());
    } catch (error) {
      if (!(error instanceof NotOnDevice || error instanceof LoginNeeded || error instanceof NoSession)) throw error;
      this.#show(el("main.page", {}, el("h1", { tabindex: "-1" }, "No session just now"), el("p.lead", {}, error.message),
        el("div.choices", {}, el("button.main.large", { type: "button", onclick: () => this.#home() }, "To Today"))));
      return;
    }
    await this.#prepare(asked.toString());
  }

  get rate() {
    return this.#clock.rate;
  }

  set rate(rate) {
    this.#clock.rate = rate;
  }

  /** Where the session stands, for whoever measures or tests. */
  get sitting() {
    return this.#sitting;
  }

  #sitting = /** @type {any} */ (null);
  #view = /** @type {any} */ (null);
  #log = /** @type {any} */ (null);

  async #prepare(query) {
    const { today } = this;
    this.preferences = { manual_start: false, flash: false, vibrate: true, captions: true, ...today.preferences };
    this.#diary = await openDiary({ person: today.person, clinic: today.clinic });
    this.#sync = startSync(this.#diary);
    this.#place = new Place({ person: today.person, query, digest: today.session.digest });
    const left = await this.#place.left();
    this.#sounds = new Sounds(trackBlobUrl);
    this.#sounds.onmissing = () => this.#silent("this part has no sound here");
    this.#clock.onsilent = (why) => this.#silent(why);
    this.#sounds.ahead([{ track: today.lead_in }, { track: today.session.tracks[0] }]);
    this.#show(startScreen({
      today,
      goesOn: left && { title: left.title },
      manual: this.preferences.manual_start,
      begin: () => (left ? this.#goOn(left) : this.#begin()),
      afresh: () => this.#begin(),
      leave: () => this.#home(),
    }));
  }

  #diary = /** @type {any} */ (null);
  #sync = /** @type {any} */ (null);
  #place = /** @type {any} */ (null);
  #sounds = /** @type {any} */ (null);

  /** The one tap: from now on this audio element may sound by itself. */
  #unlock() {
    this.#clock.idle();
  }

  async #begin() {
    this.#unlock();
    this.#show(usualScreen({ answer: (level) => void this.#start(level), leave: () => this.#home() }));
    await this.#endEarlier();
  }

  async #start(usual) {
    const { today } = this;
    this.#told.usual = usual;
    this.#openLog(this.#diary.newSession(), {});
    void noteBegun(today.person, this.#log.session);
    this.#log.started({ items: today.session.items, missing: today.missing, firstSide: today.first_side, manual: this.preferences.manual_start, kind: today.session.kind });
    if (usual !== null) this.#log.usualPain(usual);
    this.#play(undefined);
    await this.#sitting.start();
  }

  async #goOn(left) {
    this.#unlock();
    Object.assign(this.#told, left.told);
    this.#openLog(left.session, left.log);
    this.#log.again();
    this.#play(left.sitting);
    if (left.stage === "end") {
      this.#end(left.told.reason ?? "finished");
      return;
    }
    await (this.#told.hurts ? this.#hurts() : this.#sitting.resume());
  }

  #openLog(session, state) {
    this.#log = new SessionLog({ diary: this.#diary, today: this.today, session, state, keep: () => this.#keep() });
    this.#log.onproblem = (error) => {
      this.#view?.notice("This could not be kept on the device. The session goes on.");
      console.error(error);
    };
  }

  /** A session that was left and is not gone on with has ended where it stood. */
  async #endEarlier() {
    const earlier = await this.#place.any();
    if (!earlier || !earlier.session || earlier.stage === "end") return;
    const log = new SessionLog({ diary: this.#diary, today: this.today, session: earlier.session, state: earlier.log, keep: () => {} });
    log.again();
    log.ended("stopped");
    await log.settled();
  }

  #play(state) {
    const { today, preferences } = this;
    this.#sitting = new Sitting({ today, clock: this.#clock, sounds: this.#sounds, log: this.#log, manual: preferences.manual_start, state });
    const actions = this.#actions();
    this.#view = new View(actions, preferences, today.session.items.map(({ title }) => title));
    this.#nudge = new Nudge(this.#view.element, preferences);
    this.#sitting.addEventListener("change", () => this.#changed());
    this.#sitting.addEventListener("cue", (event) => this.#heard(event.detail));
    this.#sitting.addEventListener("eased", () => this.#announce(`${this.#sitting.way.title}, from its beginning.`));
    this.#sitting.addEventListener("over", (event) => this.#end(event.detail));
    this.#stage = "playing";
    this.#show(this.#view.element);
    this.#view.focus();
    listen(actions, () => this.#stage === "playing");
    media.connect(this.#headset());
    addEventListener("pagehide", () => this.#leaving());
    void this.#awake.on();
    this.#beat();
  }

  #nudge = /** @type {any} */ (null);

  /** @returns {Record<string, () => void>} */
  #actions() {
    const sitting = this.#sitting;
    return {
      press: () => sitting.press(),
      pause: () => (sitting.state === "paused" ? sitting.resume() : sitting.pause()),
      go: () => (sitting.leg.own ? sitting.done() : sitting.ready()),
      back: () => sitting.back(),
      skip: () => sitting.skip(),
      ease: () => void this.#ease(),
      hurts: () => void this.#hurts(),
      leave: () => void this.#askToLeave(),
      help: () => void this.#help(),
    };
  }

  /** The buttons of a headset: they may be pressed at any time, and mean something only while the session plays. */
  #headset() {
    const sitting = this.#sitting;
    const live = (act) => (given) => this.#stage === "playing" && act(given);
    return {
      play: live(() => (sitting.state === "waiting" ? sitting.ready() : sitting.resume())),
      pause: live(() => sitting.pause()),
      back: live(() => sitting.back()),
      skip: live(() => (sitting.leg.own ? sitting.done() : sitting.state === "waiting" ? sitting.ready() : sitting.skip())),
      seek: live((seconds) => sitting.seek(seconds * 1000)),
    };
  }

  /** Look at the clock with every frame; while nobody sees the page, four times a second. */
  #beat() {
    const look = () => {
      if (this.#stage !== "playing") return;
      this.#sitting.tick();
      this.#draw();
      if (this.#sitting.state === "playing" && performance.now() - this.#kept > KEPT_MS) void this.#keep();
    };
    const frame = () => {
      look();
      if (this.#stage === "playing") requestAnimationFrame(frame);
    };
    const timer = setInterval(() => {
      if (this.#stage !== "playing") clearInterval(timer);
      else if (document.hidden) look();
    }, LOOK_MS);
    requestAnimationFrame(frame);
  }

  #draw() {
    if (this.#stage === "playing") this.#view.draw(picture(this.#sitting));
  }

  #changed() {
    this.#draw();
    const { item, way, leg, state } = this.#sitting;
    media.tell({ title: way.title, detail: way.dose_words, session: this.today.session.title, artwork: this.dataset.artwork ?? "" });
    media.place({ playing: !["paused", "over"].includes(state), at: this.#sitting.at, ms: leg.ms, rate: this.rate });
    this.#announce(announcement(this.#sitting, item));
    void this.#keep();
  }

  #heard(cue) {
    this.#nudge.cue(cue.kind);
    if (this.#clock.sounding) this.#view.notice("");
    if (cue.kind === "switch" || cue.kind === "rest") this.#announce(cue.kind === "switch" && cue.side ? `Switch: ${cue.side} side.` : cue.show);
    if (cue.kind === "count" || cue.kind === "countdown") return;
    media.place({ playing: true, at: this.#sitting.at, ms: this.#sitting.leg.ms, rate: this.rate });
    void this.#keep();
  }

  async #ease() {
    if (this.#sitting.canEase) {
      this.#view.focus();
      return this.#sitting.ease();
    }
    this.#sitting.pause();
    const choice = await isTheEasiest(this.#sitting.way.title);
    this.#view.focus();
    return choice === "skip" ? this.#sitting.skip() : this.#sitting.resume();
  }

  async #hurts() {
    const sitting = this.#sitting;
    const wasPaused = sitting.state === "paused";
    sitting.pause();
    const between = sitting.span.kind === "next-up";
    const item = between ? this.today.session.items[sitting.leg.item - 1] : sitting.item;
    const { presses, title } = between ? item : sitting.way;
    const easierPresses = Boolean(item.easier?.presses);
    const canEase = sitting.canEase && !between;
    const spares = presses && sitting.canSpare && !between ? item.without_pressure : null;
    const side = between ? null : sitting.span.side;
    const told = await askHurts({ title, usual: this.#told.usual, presses, easierPresses, canEase, spares }, {
      answer: this.#told.hurts?.answer ?? null,
      tell: (answer) => this.#tellHurts(item, side, answer),
    });
    this.#view.focus();
    if (!told) return wasPaused ? undefined : sitting.resume();
    this.#noteHurt(item, told.answer);
    switch (told.choice) {
      case "ease":
        return sitting.ease();
      case "spare":
        return sitting.spare();
      case "skip":
        return between ? sitting.resume() : sitting.skip("hurts");
      case "end":
      case "help":
        if (!between) this.#log.skipped(item, "hurts");
        this.#helps = told.choice === "help";
        return sitting.end("hurt");
      default:
        return sitting.resume();
    }
  }

  #helps = false;

  #tellHurts(item, side, answer) {
    const before = this.#told.hurts?.id ?? null;
    const id = this.#log.hurts(item, side, answer ?? { level: null, where: "", feeling: [] }, before);
    this.#told.hurts = answer && { answer, id };
    void this.#keep();
  }

  #noteHurt(item, { level, feeling }) {
    this.#told.hurts = null;
    if (level !== null) {
      const hurt = new Map(this.#told.hurt);
      hurt.set(item.index, Math.max(level, hurt.get(item.index) ?? 0));
      this.#told.hurt = [...hurt];
    }
    this.#told.persists ||= feeling.some((word) => FEELINGS.some((one) => one.word === word && one.row === 2));
  }

  async #askToLeave() {
    const sitting = this.#sitting;
    sitting.pause();
    const choice = await askAboutLeaving();
    this.#view.focus();
    if (choice === "end") return sitting.end("stopped");
    if (choice !== "later") return sitting.resume();
    await this.#keep();
    await this.#log.settled();
    this.#stage = "left";
    return this.#home();
  }

  #end(reason) {
    this.#stage = "end";
    void this.#awake.off();
    media.forget();
    Object.assign(this.#told, { reason });
    void this.#keep();
    if (this.#helps) {
      this.#show(helpScreen({ leave: () => this.#home() }));
      return;
    }
    const summary = this.#sitting.summary();
    const { screen, flush } = endScreen({
      reason, summary, log: this.#log, hurt: new Map(this.#told.hurt), asksPersists: this.#told.persists,
      done: (told) => void this.#close(summary, told),
    });
    this.#flush = flush;
    this.#show(screen);
  }

  async #close(summary, told) {
    this.#stage = "summary";
    await this.#place.forget();
    await this.#log.settled();
    await Promise.race([this.#sync.flush(), after(LONGEST_SENDING_MS)]);
    const { words, pending } = await this.#sync.status();
    if (pending > 0) await noteDone();
    this.#show(summaryScreen({ summary, told, words, leave: () => this.#home() }));
  }

  #leaving() {
    if (this.#stage === "playing") this.#sitting.pause();
    if (this.#stage !== "end") return;
    this.#flush();
    void this.#place.forget();
  }

  #kept = 0; // when the place was kept last, on the page's own clock

  #keep() {
    if (!this.#sitting || !["playing", "end"].includes(this.#stage)) return Promise.resolve();
    this.#kept = performance.now();
    return this.#place.keep({ log: this.#log, sitting: this.#sitting, told: this.#told, stage: this.#stage });
  }

  async #help() {
    const playing = this.#sitting.state !== "paused";
    this.#sitting.pause();
    await showKeys(this.preferences, () => { this.#view.captions = this.preferences.captions; });
    this.#view.focus();
    if (playing) this.#sitting.resume();
  }

  #silent(why) {
    this.#view?.notice(`No sound: ${why}. The screen goes on without it.`);
  }

  #announce(text) {
    if (text) say(this.#status, text);
  }

  #show(screen) {
    this.#screen.replaceChildren(screen);
    window.scrollTo(0, 0);
    screen.querySelector("h1[tabindex]")?.focus({ preventScroll: true });
  }

  #home() {
    location.assign(this.dataset.home ?? "/");
  }
}

customElements.define("unkink-player", Player);
