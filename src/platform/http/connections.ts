import type { Server } from "node:http";
import type { Socket } from "node:net";
import { addressKey } from "./remote-address";

export interface ConnectionLimits {
  connections: number;
  connectionsPerAddress: number;
}

const BUSY = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 5\r\n\r\n";

/**
 * How many connections may stand open, whatever they are for, in all and from one address: those who open many and say nothing get in
 * nobody's way. Behind proxies all come from the proxy: it is theirs to count by address.
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
