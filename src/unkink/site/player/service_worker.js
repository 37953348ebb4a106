/**
 * Opens Unkink without network: the pages' own files always, and Today and the player for the person who was here last.
 *
 * Pages come from the server first. What stands before this text in the answer of /sw.js names the files:
 * `const UNKINK = {version, shell}`. A page that is open keeps its files until every such page is closed.
 */
const STATIC = "unkink-static-";
const PEOPLE = "unkink-person-";
const KEPT_PAGES = ["/", "/session/"];
const OFFLINE = "/offline/";
const PATIENCE = 4000; // ms; then a page that is on the device is better than one that is not coming
const DOORS = ["/account/", "/pair/"]; // whoever posts here may be somebody else afterwards
const SYNC_TAG = "unkink-events";

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(Promise.all([tidy(), clients.claim()])));
addEventListener("fetch", answer);
addEventListener("sync", (event) => {
  if (event.tag === SYNC_TAG && self.unkinkDrain) {
    event.waitUntil(self.unkinkDrain());
  }
});

async function fill() {
  const cache = await caches.open(STATIC + UNKINK.version);
  await cache.addAll([...UNKINK.shell, new Request(OFFLINE, { cache: "reload" })]);
}

/** Pages that were kept before this version still name the files of the one before it, so those stay too. */
async function tidy() {
  const versions = (await caches.keys()).filter((name) => name.startsWith(STATIC) && name !== STATIC + UNKINK.version);
  await Promise.all(versions.slice(0, -1).map((name) => caches.delete(name)));
}

function answer(event) {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (origin !== location.origin) {
    return;
  }
  if (method === "GET" && mode === "navigate") {
    event.respondWith(page(event.request, pathname, search));
  } else if (method === "GET" && (pathname.startsWith("/static/") || pathname.startsWith("/figures/"))) {
    event.respondWith(file(event.request));
  } else if (method === "POST" && DOORS.some((door) => pathname.startsWith(door))) {
    event.waitUntil(forgetPeople());
  }
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function page(request, pathname, search) {
  const kept = KEPT_PAGES.includes(pathname) ? await keptPage([pathname + search, pathname]) : undefined;
  try {
    const response = await (kept ? Promise.race([fetch(request), late()]) : fetch(request));
    return kept && response.status >= 500 ? kept : response;
  } catch {
    return kept ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

/** The first of these addresses that is kept: Today with the choices made, else as it was last. */
async function keptPage(addresses) {
  const [name] = (await caches.keys()).filter((name) => name.startsWith(PEOPLE));
  for (const address of name ? addresses : []) {
    const found = await caches.match(address, { cacheName: name, ignoreVary: true });
    if (found) {
      return found;
    }
  }
  return undefined;
}

function late() {
  return new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("too slow")));
}

async function forgetPeople() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PEOPLE));
  await Promise.all(names.map((name) => caches.delete(name)));
}
