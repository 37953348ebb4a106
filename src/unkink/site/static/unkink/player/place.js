// @ts-check
/** The place of a sitting, so that a killed tab or a dead battery loses nothing. */
import { clearPlace, loadPlace, savePlace } from "./store.js";

export const GO_ON = "go-on";

export class Place {
  /** @param {{person: string, query: string, digest: string}} given */
  constructor({ person, query, digest }) {
    this.person = person;
    this.digest = digest;
    const asked = new URLSearchParams(query);
    asked.set(GO_ON, "1");
    this.query = asked.toString();
    this.closed = false;
  }

  /** The place that was left, if it is in this very session. */
  async left() {
    const place = await this.any();
    return place && place.digest === this.digest && place.sitting ? place : null;
  }

  /** The place that was left in any session. @returns {Promise<any>} */
  any() {
    return loadPlace(this.person);
  }

  /** @param {{log: any, sitting: any, told: any, stage: string}} state */
  async keep({ log, sitting, told, stage }) {
    if (this.closed) return;
    await savePlace(this.person, {
      session: log.session,
      query: this.query,
      title: sitting.way.title,
      block: sitting.leg.block,
      position_ms: Math.round(sitting.at),
      digest: this.digest,
      sitting: sitting.toJSON(),
      log: structuredClone(log.toJSON()),
      told: structuredClone(told),
      stage,
    });
  }

  async forget() {
    this.closed = true;
    await clearPlace(this.person);
  }
}
