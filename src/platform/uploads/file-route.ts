import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Services } from "../graphql/context";
import type { Actor } from "../identity/actor";
import { Refusal } from "../refusal";
import { answerJson, attachment, refuseRequest, wrongMethod, type HttpRoute } from "../http/json-answer";
import type { AwaitedUpload } from "./awaited-upload";
import type { FileLinks, Use } from "./file-links";
import { receiveWhole } from "./receive-bytes";
import { answerHead, answerOptions, answerPatch } from "./tus";

export interface Download {
  stream: Readable;
  mediaType: string;
  fileName: string;
  size: number;
}

/** Who sends it is read afresh once its bytes are there, see `Sender.still`: what is remembered of them may be older than what they have just become. */
export type AnnouncedUpload = Omit<AwaitedUpload, "admit"> & {
  admit: (kept: Parameters<AwaitedUpload["admit"]>[0], sender: Actor) => Promise<void>;
};

/** Serves the signed addresses of one kind of files, for the person whom the address was made for, as they are now. */
export interface FileDesk {
  awaited(id: string, actor: Actor): Promise<AnnouncedUpload>;
  send(id: string, actor: Actor): Promise<Download>;
}

/** Who sends a request, as its head says. */
export interface Sender {
  actor: Actor;
  /** The same person as they are now, for what goes on long after the head; refuses when their session or key has ended meanwhile. */
  still(): Promise<Actor>;
}

/** The person of the token sent along; null for visitors. Refuses invalid tokens. */
export type Doorkeeper = (request: IncomingMessage) => Promise<Sender | null>;

/** /FOLDER/TOKEN: GET for downloads; PUT for uploads, or OPTIONS, HEAD and PATCH for a client that resumes. Returns false for every other path. */
export function fileRoute(services: Services, whoIs: Doorkeeper, links: FileLinks, desk: FileDesk): HttpRoute {
  const address = new RegExp(`^/${links.folder}/([\\w.-]{1,2000})$`);
  return async (request, response, path) => {
    const token = address.exec(path)?.[1];
    if (token === undefined) return false;
    try {
      await answer(services, visitOf(services, whoIs, links, token, request), desk, request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

/** What the address is for, and whose it is: an address that was passed on or found opens nothing. */
type Visit = (use: Use) => Promise<{ id: string; sender: Sender }>;

function visitOf(
  services: Services,
  whoIs: Doorkeeper,
  links: FileLinks,
  token: string,
  request: IncomingMessage,
): Visit {
  return async (use) => {
    const { id, accountId } = links.open(services, use, token);
    const sender = await whoIs(request);
    if (!sender) throw new Refusal("UNAUTHENTICATED", { reason: "upload.whoAreYou" });
    if (sender.actor.accountId !== accountId) throw new Refusal("NOT_FOUND", { reason: "upload.linkUnknown" });
    return { id, sender };
  };
}

async function answer(
  services: Services,
  visit: Visit,
  desk: FileDesk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const awaited = async (): Promise<AwaitedUpload> => {
    const { id, sender } = await visit("upload");
    const upload = await desk.awaited(id, sender.actor);
    return { ...upload, admit: async (kept) => upload.admit(kept, await sender.still()) };
  };
  switch (methodOf(request)) {
    case "GET": {
      const { id, sender } = await visit("download");
      return download(await desk.send(id, sender.actor), response);
    }
    case "PUT": {
      const upload = await awaited();
      const { body, declaredLength } = contentOf(request);
      await receiveWhole(services, upload, body, declaredLength);
      response.setHeader("Cache-Control", "no-store");
      return answerJson(response, 201, upload.answer);
    }
    case "OPTIONS":
      return answerOptions(response);
    case "HEAD":
      return answerHead(request, response, services, awaited);
    case "PATCH":
      return answerPatch(request, response, services, awaited, contentOf(request));
    default:
      throw wrongMethod(response, "GET, HEAD, PUT, PATCH, OPTIONS");
  }
}

/** Some proxies let no PATCH through; the protocol lets their clients send POST with an overriding header. */
function methodOf({ method, headers }: IncomingMessage): string | undefined {
  return method === "POST" && headers["x-http-method-override"] === "PATCH" ? "PATCH" : method;
}

function contentOf(request: IncomingMessage): { body: AsyncIterable<Uint8Array>; declaredLength: number | null } {
  const length = request.headers["content-length"];
  return {
    // Leaving the loop early must not close the connection: the refusal still has to be sent on it.
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
    declaredLength: length === undefined ? null : Number(length),
  };
}

async function download(file: Download, response: ServerResponse): Promise<void> {
  const { stream, mediaType, fileName, size } = file;
  response.writeHead(200, {
    "Content-Type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "Content-Length": size,
    "Content-Disposition": attachment(fileName),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
  await pipeline(stream, response);
}
