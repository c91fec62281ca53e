import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { SentOperation } from "../graphql/registered-documents";
import { Refusal } from "../refusal";
import { checkJson } from "./check-json";

/** The whole body as text; stops reading at the limit. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const tooLong = (): Refusal => new Refusal("LIMIT_REACHED", { reason: "body.tooLong", params: { limit } });
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLong();
  // What came with its head lies here once all is read that has arrived.
  if (!request.complete) await nextTurn();
  if (request.complete && !request.destroyed) {
    const body = request.read() as Buffer | null;
    if (body && body.length > limit) throw tooLong();
    return body ? textOf(body) : "";
  }
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not close the connection: the refusal still has to be sent on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLong();
    chunks.push(chunk);
  }
  return textOf(Buffer.concat(chunks));
}

/** Bytes of another encoding would become the same sign whatever they were: two orders would have one number. */
export function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Refusal("BAD_USER_INPUT", { reason: "body.notUtf8" });
  return bytes.toString("utf8");
}

/**
 * The body, and who sent it as they are now that it is there. It may be held back for as long as its sender likes, and sessions, keys and
 * roles end meanwhile: only what came with the head is taken from whom the head let in.
 */
export async function readFrom<S>(
  request: IncomingMessage,
  sender: S,
  still: (sender: S) => Promise<S>,
  limit: number,
): Promise<{ sender: S; text: string }> {
  const cameAtOnce = request.complete;
  const text = await readBody(request, limit);
  return { sender: cameAtOnce ? sender : await still(sender), text };
}

/** A GraphQL request as it is posted: one JSON object. What is executed of it is checked later. */
export function operationIn(text: string): Record<string, unknown> {
  const body = parseJson(text);
  if (!isObject(body)) throw new Refusal("BAD_USER_INPUT", { reason: "body.notAnOperation" });
  const { variables, operationName } = body;
  const fits =
    (variables === undefined || variables === null || isObject(variables)) &&
    (operationName === undefined || operationName === null || typeof operationName === "string");
  if (!fits) throw new Refusal("BAD_USER_INPUT", { reason: "body.notAnOperation" });
  return body;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A GraphQL request as it stands in an address, but for texts of documents: null when it has one, or no id of one. */
export function readAddress(url: string): SentOperation | null {
  const given = new URLSearchParams(url.split("?").slice(1).join("?"));
  if (new Set(given.keys()).size < given.size)
    throw new Refusal("BAD_USER_INPUT", { reason: "request.repeatedParameter" });
  const json = (name: string): unknown => {
    const text = given.get(name);
    return text === null ? undefined : parseParameter(name, text);
  };
  const sent = {
    documentId: given.get("documentId") ?? undefined,
    // An empty one is none (GraphQL over HTTP).
    operationName: given.get("operationName") || undefined,
    variables: json("variables"),
    extensions: json("extensions"),
  };
  return given.has("query") || (sent.documentId === undefined && sent.extensions === undefined) ? null : sent;
}

function parseParameter(name: string, text: string): Record<string, unknown> {
  try {
    const value = parseJson(text);
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  throw new Refusal("BAD_USER_INPUT", { reason: "request.parameter", params: { name } });
}

function parseJson(text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal("BAD_USER_INPUT", { reason: "body.notJson" });
  }
  checkJson(text);
  return body;
}
