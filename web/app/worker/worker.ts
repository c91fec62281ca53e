import { ExpirationPlugin } from "workbox-expiration";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst, NetworkOnly } from "workbox-strategies";

declare const self: ServiceWorkerGlobalScope;
/** Both are written in by the build. */
declare const SHELL: PrecacheEntry[];
declare const PAGES: string;

/*
 * Keeps what every reader gets alike: the code of the pages, by names with their digest. No answer of the API, no file of evidence and no
 * address of a person passes through here.
 */
precacheAndRoute(SHELL);
cleanupOutdatedCaches();

/** Pages that were visited open again without the network. */
const MOST_VISITED = 150;
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/assets\/[^/]+$/.test(url.pathname),
  new CacheFirst({ cacheName: "visited", plugins: [new ExpirationPlugin({ maxEntries: MOST_VISITED })] }),
);

/** A page comes from the server, with its own title; without the network it is the shell, which shows what was kept. */
const shell = createHandlerBoundToURL("/index.html");
const network = new NetworkOnly();
registerRoute(
  new NavigationRoute((options) => network.handle(options).catch(() => shell(options)), {
    allowlist: [new RegExp(PAGES)],
  }),
);

/** The page that brought the first one is looked after by it, too. */
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** A new version waits until the reader asks for it, or until no page of the former one is open. */
self.addEventListener("message", ({ data }) => {
  if (data === "TAKE_OVER") void self.skipWaiting();
});
