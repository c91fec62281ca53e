import type { Server } from "node:http";
import type { Socket } from "node:net";
import { addressKey } from "./remote-address";

export interface ConnectionLimits {
  connections: number;
  connectionsPerAddress: number;
}

interface Address {
  connections: number;
  /** One for all of its connections: ten thousand wait in memory. */
  left: () => void;
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
  const open = new Map<string, Address>();
  function meet(key: string): Address {
    const address = { connections: 0, left };
    open.set(key, address);
    return address;
    function left(): void {
      address.connections -= 1;
      if (address.connections === 0) open.delete(key);
    }
  }
  http.on("connection", (socket: Socket) => {
    const key = addressKey(socket.remoteAddress ?? "");
    const address = open.get(key) ?? meet(key);
    address.connections += 1;
    socket.on("close", address.left);
    if (address.connections <= connectionsPerAddress) return;
    socket.write(BUSY);
    socket.destroySoon();
  });
}
