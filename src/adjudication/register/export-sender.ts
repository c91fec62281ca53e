import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Services } from "../../platform/graphql/context";
import { attachment } from "../../platform/http/json-answer";
import { Refusal } from "../../platform/refusal";
import { isKnown, sendLastModified } from "../../platform/http/answer-conditionally";
import type { ExportFormat } from "./export-formats.pure";
import { exportPieces } from "./export-files.queries";
import { RegisterRequest } from "./register-request";

/** A reader that stalls for this long is disconnected. */
const PATIENCE = 30_000;
const MOST_AT_ONCE = 32;

/** Streams files of the whole register, a limited number at a time. */
export class ExportSender {
  private sending = 0;

  constructor(private readonly services: Services) {}

  async send(request: IncomingMessage, response: ServerResponse, format: ExportFormat): Promise<void> {
    const asked = new RegisterRequest(request);
    const { number, hash, at } = await asked.head(this.services);
    response.setHeader("Content-Type", format.mediaType);
    response.setHeader("Content-Disposition", attachment(`register-${number}.${format.name}`));
    response.setHeader("Cache-Control", asked.isPinned ? "public, max-age=31536000, immutable" : "public, no-cache");
    response.setHeader("Link", `</register/manifest.json?upTo=${number}>; rel="describedby"`);
    sendLastModified(response, at, this.services.clock.now());
    if (isKnown(request, response, `"${format.name}-${hash}"`) || request.method === "HEAD") return void response.end();
    if (this.sending >= MOST_AT_ONCE) throw new Refusal("OVERLOADED", { retryAfter: 10 });
    this.sending += 1;
    try {
      response.setTimeout(PATIENCE, () => response.destroy());
      const pieces = exportPieces(this.services.database.longReads, format, number);
      await pipeline(Readable.from(pieces, { objectMode: false }), response);
    } finally {
      this.sending -= 1;
    }
  }
}
