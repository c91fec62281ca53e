import type { IncomingMessage, ServerResponse } from "node:http";

/** An upload may take long, but at least this much must arrive in each period. */
const LEAST_PROGRESS_BYTES = 8_192;
/** How often in a period it is looked who waits for whom. */
const LOOKS = 10;

/** Gives up on a body that has not arrived in time; on an upload only when it has all but stopped. */
export function watchBody(
  request: IncomingMessage,
  response: ServerResponse,
  { milliseconds, isUpload }: { milliseconds: number; isUpload: boolean },
): void {
  const { headers, socket } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
  // While something lies here unread, nothing more is taken: the storage is slow, and not the sender. Who is answered is not read any more.
  const waitsForUs = (): boolean => isUpload && request.readableLength > 0 && !response.writableEnded;
  let heard = socket.bytesRead;
  let looks = 0;
  const watch = setInterval(() => {
    if (request.complete) return clearInterval(watch);
    if (waitsForUs()) return;
    looks += 1;
    if (looks < LOOKS) return;
    looks = 0;
    const more = socket.bytesRead - heard;
    heard += more;
    if (isUpload && more >= LEAST_PROGRESS_BYTES) return;
    clearInterval(watch);
    giveUp(request, response);
  }, milliseconds / LOOKS).unref();
  request.once("close", () => clearInterval(watch));
}

function giveUp(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return void request.destroy();
  response.writeHead(408, { Connection: "close" }).end(() => request.destroy());
}
