import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../graphql/context";
import { Refusal } from "../refusal";
import type { AwaitedUpload } from "./awaited-upload";
import { offsetOf, receivePart } from "./receive-part";

/** The core of https://tus.io/protocols/resumable-upload. What it calls creation is the announcement, by GraphQL. */
const VERSION = "1.0.0";

export function answerOptions(response: ServerResponse): void {
  response.writeHead(204, { "Tus-Resumable": VERSION, "Tus-Version": VERSION }).end();
}

export async function answerHead(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
  awaited: () => Promise<AwaitedUpload>,
): Promise<void> {
  agreeOnVersion(request, response);
  const upload = await awaited();
  response.setHeader("Upload-Offset", await offsetOf(services, upload)).setHeader("Upload-Length", upload.file.size);
  response.writeHead(200).end();
}

export async function answerPatch(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
  awaited: () => Promise<AwaitedUpload>,
  part: { body: AsyncIterable<Uint8Array>; declaredLength: number | null },
): Promise<void> {
  agreeOnVersion(request, response);
  if (request.headers["content-type"] !== "application/offset+octet-stream")
    throw new Refusal("BAD_USER_INPUT", { reason: "upload.notAPart" });
  const offset = request.headers["upload-offset"];
  if (typeof offset !== "string" || !/^\d{1,15}$/.test(offset))
    throw new Refusal("BAD_USER_INPUT", { reason: "upload.noOffset" });
  const end = await receivePart(services, await awaited(), { ...part, offset: Number(offset) });
  response.setHeader("Upload-Offset", end).writeHead(204).end();
}

/** Also on refusals: each response to a client of the protocol names its version. */
function agreeOnVersion(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Tus-Resumable", VERSION).setHeader("Cache-Control", "no-store");
  if (request.headers["tus-resumable"] === VERSION) return;
  response.setHeader("Tus-Version", VERSION);
  throw new Refusal("BAD_USER_INPUT", { reason: "upload.otherVersion", params: { version: VERSION } });
}
