// @ts-check
/** The buttons of a headset and of the lock screen. */

/** @param {{play: () => void, pause: () => void, back: () => void, skip: () => void, seek: (seconds: number) => void}} on */
export function connect(on) {
  const session = navigator.mediaSession;
  if (!session) return;
  const handlers = {
    play: on.play,
    pause: on.pause,
    stop: on.pause,
    previoustrack: on.back,
    nexttrack: on.skip,
    seekto: (details) => details.seekTime !== undefined && on.seek(details.seekTime),
    seekbackward: on.back,
    seekforward: on.skip,
  };
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      session.setActionHandler(/** @type {MediaSessionAction} */ (action), /** @type {any} */ (handler));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // an action that this browser does not know
    }
  }
}

/** @param {{title: string, detail: string, session: string, artwork: string}} told */
export function tell({ title, detail, session, artwork }) {
  if (!navigator.mediaSession) return;
  const pictures = artwork ? [{ src: artwork, sizes: "any", type: "image/svg+xml" }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: detail, album: session, artwork: pictures });
}

/** @param {{playing: boolean, at: number, ms: number, rate: number}} state times in milliseconds */
export function place({ playing, at, ms, rate }) {
  const session = navigator.mediaSession;
  if (!session) return;
  session.playbackState = playing ? "playing" : "paused";
  const duration = Math.max(ms, at) / 1000;
  if (duration > 0) session.setPositionState?.({ duration, position: Math.max(0, at) / 1000, playbackRate: rate });
}

export function forget() {
  if (!navigator.mediaSession) return;
  navigator.mediaSession.metadata = null;
  navigator.mediaSession.playbackState = "none";
}
