import type { Server } from "node:http";
import type { Socket } from "node:net";
import { addressKey } from "./remote-address";

export interface ConnectionLimits {
  connections: number;
  connectionsPerAddress: number;
}

const BUSY = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 5\r\n\r\n";

/**
 * Limits how many connections may be open, in all and from one address, whatever their use: those who open many idle ones get in
 * no one's way. Behind proxies all come from the proxy, which has to count by address itself.
 */
export function boundConnections(
  http: Server,
  { connections, connectionsPerAddress }: ConnectionLimits,
  behindProxies: boolean,
): void {
  http.maxConnections = connections;
  if (behindProxies) return;
  const open = new Map<string, number>();
  http.on("connection", (socket: Socket) => {
    const address = addressKey(socket.remoteAddress ?? "");
    const many = (open.get(address) ?? 0) + 1;
    open.set(address, many);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (many <= connectionsPerAddress) return;
    socket.write(BUSY);
    socket.destroySoon();
  });
}
