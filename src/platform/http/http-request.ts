import { IncomingMessage } from "node:http";

/**
 * A request that goes on in another protocol only where that is a websocket. Who would rather speak something else, as Java's HttpClient asks
 * for HTTP/2 with each, is answered as HTTP requires: as if they had not asked. Node reads this property once it knows the head.
 */
export class HttpRequest extends IncomingMessage {
  private wish: boolean | null | undefined;

  get upgrade(): boolean | null | undefined {
    const { wish, method, headers } = this;
    return wish && (method === "CONNECT" || headers.upgrade?.toLowerCase() === "websocket");
  }

  set upgrade(wish: boolean | null | undefined) {
    this.wish = wish;
  }
}
