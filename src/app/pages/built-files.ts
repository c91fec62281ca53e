import { readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import sirv, { type Options, type RequestHandler } from "sirv";
import type { Locale } from "../../platform/identity/actor";
import type { Services } from "../../platform/graphql/context";
import { sendText } from "../../platform/http/answer-conditionally";
import { pickLocale } from "../../platform/messages/explain";
import { builtFolder } from "./built-folder";
import { fillHead } from "./page-head.pure";
import { headOf, isOfOne } from "./page-head.queries";

/** Answers what has no handler. */
export type Nowhere = (request: IncomingMessage, response: ServerResponse) => void;

export function builtPlayground(nowhere: Nowhere): Nowhere | undefined {
  const folder = builtFolder("playground");
  if (!folder) return undefined;
  const file = served(folder, LASTING);
  return (request, response) => file(request, response, () => nowhere(request, response));
}

/** Where there is no page there is one that says so, in the language of the address or else of the reader. */
export function pagesForDevelopers(nowhere: Nowhere): Nowhere | undefined {
  const folder = builtFolder("developers");
  if (!folder) return undefined;
  const file = served(folder, { etag: true, setHeaders: revalidated });
  const missing: Record<Locale, Buffer> = {
    en: readFileSync(join(folder, "en/404.html")),
    "zh-CN": readFileSync(join(folder, "zh-CN/404.html")),
  };
  return (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    file(request, response, () => {
      if (extname(path) !== "" || !isRead(request)) return nowhere(request, response);
      const [, named = ""] = path.split("/");
      const locale = named === "en" || named === "zh-CN" ? named : pickLocale(request.headers["accept-language"]);
      answerMissing(request, response, missing[locale]);
    });
  };
}

/**
 * An address whose first segment is a page's gets the page, one that others link to with its own title and description in it. Any
 * other is a file, or 404 with the pages' own "not found"; a missing file is a plain 404.
 */
export function builtPages(
  services: Pick<Services, "database" | "publicUrl" | "log">,
  nowhere: Nowhere,
): ((request: IncomingMessage, response: ServerResponse, noun: string) => Promise<void>) | undefined {
  const folder = builtFolder("pages");
  if (!folder) return undefined;
  // Looked up at each request: pages that are built while this runs are served, and so are the files of the build before.
  const options = { ...LASTING, dev: true };
  const page = served(folder, { ...options, single: true });
  const file = served(folder, options);
  const words = asItIs(join(folder, "first-words.json"), (text) => new Set(JSON.parse(text) as string[]));
  const index = asItIs(join(folder, "index.html"), (text) => text);
  return async (request, response, noun) => {
    if (!isRead(request)) return nowhere(request, response);
    const locale = pickLocale(request.headers["accept-language"]);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    try {
      const head = await headOf(services.database, path, locale);
      if (head) return sendHead(request, response, fillHead(index(), head, { publicUrl: services.publicUrl, locale }));
      // It may be there for whoever signs in; visitors do not find it, and search engines no longer.
      if (isOfOne(path)) response.setHeader("X-Robots-Tag", "noindex");
    } catch (error) {
      // The page itself says what is wrong, in its own words and until it is right again.
      services.log.error({ err: error }, "what a page is called could not be read");
    }
    if (words().has(noun)) return page(request, response, () => nowhere(request, response));
    file(request, response, () => {
      if (extname(noun) !== "" || noun === "assets") return nowhere(request, response);
      answerMissing(request, response, Buffer.from(index()));
    });
  };
}

/** In the reader's language, which the next one at the same address may not share. */
function sendHead(request: IncomingMessage, response: ServerResponse, page: string): void {
  response.appendHeader("Vary", "Accept-Language");
  sendText(request, response, "text/html;charset=utf-8", page);
}

/** What a file says now: read again when it has changed. */
function asItIs<Content>(path: string, of: (text: string) => Content): () => Content {
  let changedAt = 0;
  let content: Content;
  return () => {
    const { mtimeMs } = statSync(path);
    if (mtimeMs !== changedAt) {
      content = of(readFileSync(path, "utf8"));
      changedAt = mtimeMs;
    }
    return content;
  };
}

/** Lists the folder when somebody first asks for one of its files. */
function served(folder: string, options: Options): RequestHandler {
  let handler: RequestHandler | undefined;
  return (...asked) => (handler ??= sirv(folder, options))(...asked);
}

const isRead = ({ method = "" }: IncomingMessage): boolean => ["GET", "HEAD"].includes(method);

function answerMissing(request: IncomingMessage, response: ServerResponse, page: Buffer): void {
  response.writeHead(404, {
    "Content-Type": "text/html;charset=utf-8",
    "Content-Length": page.length,
    "Cache-Control": "no-cache",
  });
  response.end(request.method === "HEAD" ? undefined : page);
}

/** The schema is read by programs as text, whatever its name is. */
function revalidated(response: ServerResponse, pathname: string): void {
  response.setHeader("Cache-Control", "no-cache");
  if (pathname.endsWith(".graphql")) response.setHeader("Content-Type", "application/graphql;charset=utf-8");
}

/** What a bundler made: each file compressed beside itself, in both codings. */
const LASTING: Options = { etag: true, gzip: true, brotli: true, setHeaders: cachePages };

/** Files under assets/ have their digest in the name and are cached; the page that names them is revalidated each time. */
function cachePages(response: ServerResponse, pathname: string): void {
  const lasting = pathname.startsWith("/assets/");
  response.setHeader("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
}
