import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal";

/** The whole body as text; stops reading at the limit. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const tooLong = (): Refusal => new Refusal("LIMIT_REACHED", { reason: "body.tooLong", params: { limit } });
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLong();
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not close the line: the refusal still has to go out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
