import Negotiator from "negotiator";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { remembered } from "../remembered";

/** Below this the headers weigh as much as what is saved. */
const WORTH_BYTES = 1_024;

const CODINGS = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
    }),
  gzip: promisify<Buffer, Buffer>(gzip),
};
type Coding = keyof typeof CODINGS;

/** By `Accept-Encoding`. */
const codingFor = remembered((accepted): Coding | "identity" => {
  const taken = new Negotiator({ headers: { "accept-encoding": accepted } }).encodings(Object.keys(CODINGS));
  return (taken.includes("br") ? "br" : (taken[0] as Coding | undefined)) ?? "identity";
});

/** What was compressed of an answer, for as long as that is kept. */
const kept = new WeakMap<Buffer, Map<string, Promise<Buffer>>>();

/**
 * Ends a response with its body, compressed if the client can read that. A token is never sent by a browser on its own, so no stranger's
 * page can make a person's browser ask and learn from the length of the answer what is in it.
 */
export async function endCompressed(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
  const varies = String(response.getHeader("Vary") ?? "");
  if (!varies.includes("Accept-Encoding")) response.appendHeader("Vary", "Accept-Encoding");
  if (body.length < WORTH_BYTES) return end(request, response, body);
  const coding = codingFor(String(request.headers["accept-encoding"] ?? ""));
  if (coding === "identity") return end(request, response, body);
  const small = await once(coding, body);
  if (response.destroyed) return;
  response.setHeader("Content-Encoding", coding);
  end(request, response, small);
}

function end(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  response.setHeader("Content-Length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}

function once(coding: Coding, body: Buffer): Promise<Buffer> {
  const codings = kept.get(body) ?? new Map<string, Promise<Buffer>>();
  kept.set(body, codings);
  const made = codings.get(coding) ?? CODINGS[coding](body);
  codings.set(coding, made);
  return made;
}
