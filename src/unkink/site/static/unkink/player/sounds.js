// @ts-check
/** The tracks as addresses in this page, fetched a little ahead so that one follows the other without a gap. */

const AHEAD = 2;

export class Sounds {
  #blobUrl;
  #known = /** @type {Map<string, Promise<string|null>>} */ (new Map());

  /** @param {(track: any) => Promise<string>} blobUrl */
  constructor(blobUrl) {
    this.#blobUrl = blobUrl;
    /** @type {() => void} */ this.onmissing = () => {};
  }

  /** The address of a track, or null where it cannot be had: then the silent clock plays that leg. */
  url(track) {
    if (!track) return Promise.resolve(null);
    const known = this.#known.get(track.url);
    if (known) return known;
    const fetched = this.#blobUrl(track).catch(() => {
      this.#known.delete(track.url); // the network may be back for the next try
      this.onmissing();
      return null;
    });
    this.#known.set(track.url, fetched);
    return fetched;
  }

  /** @param {import("./score.js").Leg[]} legs those that come next */
  ahead(legs) {
    for (const leg of legs.slice(0, AHEAD)) void this.url(leg.track);
  }
}
