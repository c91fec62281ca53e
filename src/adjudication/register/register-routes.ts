import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../../platform/graphql/context";
import { openToAll } from "../../platform/http/headers";
import { refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { sendText, sendLastModified } from "../../platform/http/answer-conditionally";
import { toAtomFeed } from "./atom-feed.pure";
import { ExportDigester } from "./export-files.queries";
import { entryDocument, EXPORT_FORMATS } from "./export-formats.pure";
import { readFeedPage, type FeedFormat } from "./feed-page.queries";
import { toJsonFeed } from "./json-feed.pure";
import { RegisterEntry } from "./register-entry.entity";
import { describeRegister, toManifest } from "./register-index.pure";
import { RegisterRequest } from "./register-request";
import { ExportSender } from "./export-sender";

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const JSON_TYPE = "application/json; charset=utf-8";

/** GET /register…: the register for feed readers, as whole files, and as links to single entries. Open to everyone. */
export function registerRoutes(services: Services): HttpRoute {
  const answers = answersOf(services);
  return async (request, response, path) => {
    const answer = answers(path);
    if (!answer) return false;
    openToAll(response);
    try {
      if (request.method !== "GET" && request.method !== "HEAD") throw wrongMethod(response, "GET, HEAD");
      await answer(request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

function answersOf(services: Services): (path: string) => Answer | undefined {
  const digester = new ExportDigester(services.database.longReads);
  const files = new ExportSender(services);
  const answers = new Map<string, Answer>([
    ["feed.json", feed(services, "json")],
    ["feed.atom", feed(services, "atom")],
    [
      "manifest.json",
      async (request, response) => {
        const asked = new RegisterRequest(request);
        const head = await asked.head(services);
        const manifest = toManifest(services.publicUrl, head, asked.asOf, await digester.digestsAt(head.number));
        sendText(request, response, JSON_TYPE, JSON.stringify(manifest, null, 2));
      },
    ],
    [
      "",
      async (request, response) => {
        const { document, links } = describeRegister(
          services.publicUrl,
          await new RegisterRequest(request).head(services),
        );
        response.setHeader("Link", links);
        sendText(request, response, JSON_TYPE, JSON.stringify(document, null, 2));
      },
    ],
    ...EXPORT_FORMATS.map((format): [string, Answer] => [
      `export.${format.name}`,
      (request, response) => files.send(request, response, format),
    ]),
  ]);
  return (path) => {
    const name = path.replace(/^\/register\/?/, "");
    const id = /^entries\/(\w+)$/.exec(name)?.[1];
    return id === undefined ? answers.get(name) : entry(services, id);
  };
}

const FEEDS = {
  json: { mediaType: "application/feed+json; charset=utf-8", write: toJsonFeed },
  atom: { mediaType: "application/atom+xml; charset=utf-8", write: toAtomFeed },
} as const satisfies Record<FeedFormat, object>;

const feed =
  (services: Services, format: FeedFormat): Answer =>
  async (request, response) => {
    const asked = new RegisterRequest(request);
    const page = await readFeedPage(services, asked, format);
    const { mediaType, write } = FEEDS[format];
    response.setHeader("Content-Language", page.locale);
    if (asked.languageNegotiated) response.setHeader("Vary", "Accept-Language");
    sendLastModified(response, page.updatedAt, services.clock.now());
    sendText(request, response, mediaType, write(page));
  };

const entry =
  ({ database }: Services, id: string): Answer =>
  async (request, response) => {
    const found = isIdOf(RegisterEntry, id) ? await database.byId(RegisterEntry, id) : null;
    if (!found) throw new Refusal("NOT_FOUND");
    sendText(request, response, JSON_TYPE, entryDocument(found));
  };
