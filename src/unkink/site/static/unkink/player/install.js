// @ts-check
/**
 * On every page, once it was shown: the service worker, and what the person who is here may want to know.
 * Without any of this the page works all the same.
 *
 *     data-install   a button, hidden; shown where the browser offers to install the site
 */

const WORKER = "/sw.js";
const IDLE_PATIENCE = 2000; // ms

/** @typedef {Event & {prompt: () => Promise<unknown>}} InstallPrompt */

addEventListener("beforeinstallprompt", (event) => offerToInstall(/** @type {InstallPrompt} */ (event)));
await shown();
const registered = register();
const { arrive } = await import("./arrival.js");
await Promise.all([registered, arrive()]);

async function register() {
  if (!navigator.serviceWorker) {
    return;
  }
  if ("SyncManager" in globalThis) {
    try {
      await navigator.serviceWorker.register(`${WORKER}?sync`, { type: "module" });
      return;
    } catch {
      // Knows background sync but no modules in a worker, or nobody answers: the plain one may do.
    }
  }
  await navigator.serviceWorker.register(WORKER).catch(() => undefined); // then pages need network
}

/** @param {InstallPrompt} event */
function offerToInstall(event) {
  const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-install]"));
  if (button !== null) {
    event.preventDefault();
    button.hidden = false;
    button.addEventListener("click", () => void event.prompt().then(() => (button.hidden = true)), { once: true });
  }
}

/** After the page was painted and the browser has nothing better to do. */
async function shown() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  await new Promise((resolve) => {
    if (globalThis.requestIdleCallback) {
      requestIdleCallback(resolve, { timeout: IDLE_PATIENCE });
    } else {
      setTimeout(resolve, 200);
    }
  });
}
