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

interface Told {
  title: string;
  body: string;
  /** A newer message about the same replaces the older one. */
  tag: string;
  url: string;
}

self.addEventListener("push", (event) => {
  if (!event.data) return;
  const { title, body, tag, url } = event.data.json() as Told;
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: "/icon-192.png", data: url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data as string));
});

/** Where it is open already, or in a new page: in another one something may be half written. */
async function show(path: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window" });
  const open = pages.find(({ url }) => new URL(url).pathname === path);
  await (open ? open.focus() : self.clients.openWindow(path));
}

/** A new version waits until the reader asks for it, or until no page of the former one is open. */
self.addEventListener("message", ({ data }) => {
  if (data === "TAKE_OVER") void self.skipWaiting();
});
