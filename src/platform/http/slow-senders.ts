import type { IncomingMessage, ServerResponse } from "node:http";

/** An upload may take long, but at least this much must arrive in each period. */
const LEAST_PROGRESS_BYTES = 8_192;
/** How often in a period it is looked who waits for whom. */
const LOOKS = 10;

interface Pace {
  milliseconds: number;
  isUpload: boolean;
}

/** Gives up on a body that has not arrived in time; on an upload only when it has all but stopped. */
export function watchBody(request: IncomingMessage, response: ServerResponse, pace: Pace): void {
  const { headers } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
  // Most come with their heads, and are here once all is read that has arrived.
  setImmediate(() => {
    if (!request.complete && !request.destroyed) watch(request, response, pace);
  });
}

function watch(request: IncomingMessage, response: ServerResponse, { milliseconds, isUpload }: Pace): void {
  const { socket } = request;
  // While something lies here unread, nothing more is taken: the storage is slow, and not the sender. Who is answered is not read any more.
  const waitsForUs = (): boolean => isUpload && request.readableLength > 0 && !response.writableEnded;
  let heard = socket.bytesRead;
  let looks = 0;
  const looking = setInterval(() => {
    if (request.complete) return clearInterval(looking);
    if (waitsForUs()) return;
    looks += 1;
    if (looks < LOOKS) return;
    looks = 0;
    const more = socket.bytesRead - heard;
    heard += more;
    if (isUpload && more >= LEAST_PROGRESS_BYTES) return;
    clearInterval(looking);
    giveUp(request, response);
  }, milliseconds / LOOKS).unref();
  request.once("close", () => clearInterval(looking));
}

function giveUp(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return void request.destroy();
  response.writeHead(408, { Connection: "close" }).end(() => request.destroy());
}
