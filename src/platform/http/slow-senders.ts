import type { IncomingMessage, ServerResponse } from "node:http";

/** An upload may take long, but at least this much must arrive in each period. */
const LEAST_PROGRESS_BYTES = 8_192;

/** Gives up on a body that has not arrived in time; on an upload only when it has all but stopped. */
export function watchBody(
  request: IncomingMessage,
  response: ServerResponse,
  { milliseconds, isUpload }: { milliseconds: number; isUpload: boolean },
): void {
  const { headers, socket } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
  let heard = socket.bytesRead;
  const watch = setInterval(() => {
    const more = socket.bytesRead - heard;
    heard += more;
    if (!request.complete && isUpload && more >= LEAST_PROGRESS_BYTES) return;
    clearInterval(watch);
    if (!request.complete) giveUp(request, response);
  }, milliseconds).unref();
  request.once("close", () => clearInterval(watch));
}

function giveUp(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return void request.destroy();
  response.writeHead(408, { Connection: "close" }).end(() => request.destroy());
}
