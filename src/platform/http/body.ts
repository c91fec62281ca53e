import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal";
import { repeatsKey } from "./repeated-keys";

/** The whole body as text; stops reading at the limit. */
async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const tooLong = (): Refusal => new Refusal("LIMIT_REACHED", { reason: "body.tooLong", params: { limit } });
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLong();
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not close the connection: the refusal still has to be sent on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A GraphQL request as it is posted: one JSON object. The pipeline validates its query. */
export async function readOperation(request: IncomingMessage, limit: number): Promise<Record<string, unknown>> {
  const body = parseJson(await readBody(request, limit));
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new Refusal("BAD_USER_INPUT", { reason: "body.notAnOperation" });
  const { variables, operationName } = body as Record<string, unknown>;
  const fits =
    (variables === undefined || variables === null || (typeof variables === "object" && !Array.isArray(variables))) &&
    (operationName === undefined || operationName === null || typeof operationName === "string");
  if (!fits) throw new Refusal("BAD_USER_INPUT", { reason: "body.notAnOperation" });
  return body as Record<string, unknown>;
}

function parseJson(text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal("BAD_USER_INPUT", { reason: "body.notJson" });
  }
  if (repeatsKey(text)) throw new Refusal("BAD_USER_INPUT", { reason: "body.repeatedKey" });
  return body;
}
