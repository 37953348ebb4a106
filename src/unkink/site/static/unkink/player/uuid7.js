// @ts-check
/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, 74 bits of chance, in an order that follows their making.
 *
 * Within one millisecond the 74 bits count upwards in steps of chance (RFC 9562, 6.2, method 2), so that ids of one
 * device are ordered as they were made and nobody can guess the next one.
 */

const CHANCE_BITS = 74n;
const STEP_BITS = 32;
const HEADROOM_BITS = 73; // a first value leaves the top bit free, so that counting upwards does not run over

/**
 * @typedef {{ms: number, chance: bigint}} Id7State  The last id that was made.
 */

/**
 * The id after `last`, at `ms` or in the millisecond of `last` if that is later.
 *
 * @param {number} ms  milliseconds since 1970
 * @param {Id7State | null} last
 * @returns {{id: string, state: Id7State}}
 */
export function nextId(ms, last = null) {
  const chance = last !== null && ms <= last.ms ? last.chance + 1n + random(STEP_BITS) : random(HEADROOM_BITS);
  const ahead = chance >> CHANCE_BITS; // all but impossible; then the next millisecond is borrowed
  const state = {
    ms: (last !== null && ms <= last.ms ? last.ms : ms) + Number(ahead),
    chance: BigInt.asUintN(Number(CHANCE_BITS), chance),
  };
  return { id: written(state), state };
}

/** @param {Id7State} state */
function written({ ms, chance }) {
  const high = (chance >> 62n) & 0xfffn;
  const low = chance & ((1n << 62n) - 1n);
  const bits = (BigInt(ms) << 80n) | (0x7n << 76n) | (high << 64n) | (0b10n << 62n) | low;
  const hex = bits.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * A whole number of so many bits of chance.
 *
 * @param {number} bits
 * @returns {bigint}
 */
function random(bits) {
  const words = crypto.getRandomValues(new Uint32Array(Math.ceil(bits / 32)));
  const all = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return BigInt.asUintN(bits, all);
}

/** An id that stands alone: for a session or a device. */
export function freshId() {
  return nextId(Date.now()).id;
}
