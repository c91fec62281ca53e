import { firstKey, type FirstAnswer } from "../src/api/first-key";
import { chosenLanguage } from "../src/text/chosen-language";
import type { Drawn, FIRST_LOOKS, Look } from "./first-looks";
import { FIRST_READS, LOOKED, type FirstRead, type FirstViewer } from "./first-reads";
import { inThisTab, onDevice } from "../src/browser/kept-texts";

/*
 * Runs long before the code of the pages has come over a slow line: fetches the files of the page at this address, and asks what the page
 * will ask first, and shows of it what can be read at once. What it brings is taken by `src/api/first-answers.ts`; whatever goes wrong here is done again there.
 */

/** The files of each route, and the ids of the registered documents by the operations' names: both are written in by the build. */
declare const FILES: { names: readonly string[]; routes: Readonly<Record<string, readonly number[]>> };
declare const DOCUMENTS: Readonly<Record<string, string>>;
/** The address of first-looks.ts, which says what it has under this name. */
declare const LOOKS: string;
declare const redressLooks: { FIRST_LOOKS: typeof FIRST_LOOKS };

interface Session {
  accountId: string;
  accessToken: string;
  accessTokenExpiresAt: string;
}

/** A token that is about to expire is refreshed first, by the pages. */
const EARLY_MS = 30_000;
const PATIENCE_MS = 15_000;

const { pathname, search } = location;

/** The route with the open segments of the address, as the pages' own router finds it. */
function routeOf(path: string): { route: string; params: Record<string, string> } | null {
  const segments = path.split("/").filter(Boolean);
  for (const route of Object.keys(FILES.routes)) {
    const names = route.split("/").filter(Boolean);
    const fits = names.every((name, index) => name.startsWith(":") || name === segments[index]);
    if (names.length !== segments.length || !fits) continue;
    const open = names.flatMap((name, index) => (name.startsWith(":") ? [[name.slice(1), segments[index]]] : []));
    return { route, params: Object.fromEntries(open) as Record<string, string> };
  }
  return null;
}

function fetchFile(href: string | undefined): void {
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", crossOrigin: "", href }));
}

function sessionOf(): Session | null {
  const text = inThisTab.getItem("redress.session") ?? onDevice.getItem("redress.session");
  return text === null ? null : (JSON.parse(text) as Session);
}

async function begin(): Promise<void> {
  const found = routeOf(pathname);
  if (!found) return;
  const session = sessionOf();
  const language = chosenLanguage();
  if (session && Date.parse(session.accessTokenExpiresAt) - Date.now() < EARLY_MS) return;
  const answers = new Map<string, Promise<FirstAnswer>>();
  window.redressFirst = { accountId: session?.accountId ?? null, language, answers };

  function ask([operation, variables]: FirstRead): Promise<FirstAnswer> {
    const answer = fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": language,
        ...(session && { authorization: `Bearer ${session.accessToken}` }),
      },
      // A connection that is gone without a word never answers; the page asks again.
      signal: AbortSignal.timeout(PATIENCE_MS),
      body: JSON.stringify({ documentId: DOCUMENTS[operation], operationName: operation, variables }),
    }).then((response) => ({ response, at: Date.now() }));
    answer.catch(() => undefined);
    answers.set(firstKey(operation, variables), answer);
    return answer;
  }

  // A visitor reads what the server wrote.
  const drawn = session ? drawnAt(found.route) : null;
  const viewer = session ? viewerOf(ask(["Viewer"])) : null;
  viewer?.catch(() => undefined);
  const reads = FIRST_READS[found.route] ?? (() => []);
  const place = { params: found.params, search: new URLSearchParams(search) };
  // Only what depends on who reads waits for knowing it.
  let depends = false;
  const asVisitor = reads({
    ...place,
    get viewer() {
      depends = true;
      return null;
    },
  });
  const asked = depends && viewer ? reads({ ...place, viewer: await viewer }) : asVisitor;
  for (const read of asked) {
    const answer = ask(read);
    if (drawn) void drawWhenThere(read[0], answer.then(dataOf), drawn);
  }
}

/** On wide screens the page is elsewhere: staff have a rail beside it. */
const isNarrow = (): boolean => matchMedia("(width < 48rem)").matches;

async function drawnAt(route: string): Promise<Drawn | null> {
  const looked = LOOKED.find((one) => one === route);
  // Whoever has been here before has the pages' code from the service worker, as soon as this.
  if (!looked || !isNarrow() || navigator.serviceWorker?.controller) return null;
  const script = Object.assign(document.createElement("script"), { src: LOOKS });
  await new Promise((done, fail) => {
    Object.assign(script, { onload: done, onerror: fail });
    document.head.append(script);
  });
  return redressLooks.FIRST_LOOKS[looked];
}

/** Whatever is not there in time, or fails, is shown by the page itself. */
async function drawWhenThere(operation: string, answer: Promise<unknown>, drawn: Promise<Drawn | null>): Promise<void> {
  const [data, what] = await Promise.all([answer, drawn]).catch(() => []);
  if (data && what?.of === operation) draw(what.look(data as never));
}

/** In a copy: the page takes the answer itself. */
async function dataOf({ response }: FirstAnswer): Promise<unknown> {
  const { data, errors } = (await response.clone().json()) as { data?: unknown; errors?: unknown };
  return errors ? null : data;
}

/** What the reader came for, until the page has its own (see `takeOver` in src/main.tsx). */
function draw(look: Look | null): void {
  if (!look || document.querySelector(".first-look, #root h1, #root [role=alert]")) return;
  const bar = made("div", "first-bar", "Redress");
  const page = made("div", "first-page");
  page.append(made("p", "first-title", look.title));
  if (look.about) page.append(made("p", "small muted", look.about));
  if (look.turn) {
    const turn = made("div", "card first-turn");
    turn.toggleAttribute("data-mine", look.turn.mine);
    turn.append(made("p", "first-whose", look.turn.whose), made("p", "first-headline", look.turn.headline));
    page.append(turn);
  }
  if (look.rows) {
    const rows = made("div", "card stack-tight");
    for (const { title, about } of look.rows)
      rows.append(made("p", "first-row", title), made("p", "small muted", about));
    page.append(rows);
  }
  const whole = made("div", "first-look");
  whole.append(bar, page);
  document.body.prepend(whole);
}

function made(tag: "div" | "p", className: string, text = ""): HTMLElement {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

async function viewerOf(answer: Promise<FirstAnswer>): Promise<FirstViewer | null> {
  const data = (await dataOf(await answer)) as { viewer: FirstViewer | null } | null;
  return data?.viewer ?? null;
}

/** Who is signed in has work elsewhere. */
const isLeft = (): boolean => pathname === "/" && sessionOf() !== null;

/** The server does not know who reads, nor in which language they have chosen to: what it wrote for others is taken away. */
function checkLook(): void {
  if (document.documentElement.lang !== chosenLanguage() || isLeft()) document.querySelector(".first-look")?.remove();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", checkLook);
else checkLook();
const files = isLeft() ? [] : (FILES.routes[routeOf(pathname)?.route ?? ""] ?? []);
files.forEach((file) => fetchFile(FILES.names[file]));
begin().catch(() => undefined);
