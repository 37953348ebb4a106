// @ts-check
/** One device of one person: what it numbers its events with, and how a moment becomes an event. */
import { nextId } from "./uuid7.js";

const HELD_BACK = 3_600_000; // ms: a clock set back by less than this does not turn the order of events around

/**
 * @typedef {object} Event1
 * @property {1} v
 * @property {string} id  UUIDv7
 * @property {string} person
 * @property {string} clinic
 * @property {string} device
 * @property {number} seq  strictly increasing on this device
 * @property {string} at  UTC with milliseconds
 * @property {string} tz  IANA name
 * @property {string} kind
 * @property {string | null} program
 * @property {string | null} session
 * @property {string | null} exercise
 * @property {"left" | "right" | null} side
 * @property {object} data
 * @property {string | null} corrects
 *
 * @typedef {{person: string, device: string, seq: number, ms: number, chance: bigint}} Device
 * @typedef {{said: any, ms: number, made?: {event: Event1, device: Device}}} Draft
 */

/**
 * The next event of the device, and the device after it.
 *
 * @param {Device} device
 * @param {string} clinic
 * @param {Draft} draft
 * @returns {{event: Event1, device: Device}}
 */
export function made(device, clinic, { said, ms }) {
  const held = ms < device.ms && device.ms - ms < HELD_BACK;
  const at = held ? device.ms : ms;
  const { id, state } = nextId(at, at < device.ms ? null : device);
  const next = { ...device, ...state, seq: device.seq + 1 };
  const tz = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const from = { person: device.person, clinic, device: device.device, seq: next.seq };
  return { event: { v: 1, id, ...from, at: new Date(at).toISOString(), tz, ...said }, device: next };
}

/**
 * Of two states of a device the one with the higher `seq`: memory may be ahead of the disk, another tab of memory.
 *
 * @param {Device | undefined} kept
 * @param {Device} here
 */
export function latest(kept, here) {
  return kept && (kept.device !== here.device || kept.seq >= here.seq) ? kept : here;
}
