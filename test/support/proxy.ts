import { connect, createServer, type AddressInfo, type Socket } from "node:net";

interface Proxy extends AsyncDisposable {
  port: number;
  /** Where connections lead from now on. */
  target: string;
  cuts: number;
  /** What becomes of websockets that are opened from now on; whoever is refused, or never answered, has a connection of their own. */
  sockets: "PASS" | "REFUSE" | "SWALLOW";
  /** How many did not pass. */
  stopped: number;
  /** Breaks every connection, without a word to either end. */
  cut(): void;
}

export async function openProxy(target: string): Promise<Proxy> {
  const wires = new Set<Socket>();
  const server = createServer((near) => {
    if (proxy.sockets === "PASS") return join(near);
    near.on("error", () => near.destroy());
    near.once("data", (head) => {
      near.pause().unshift(head);
      if (/^upgrade: websocket\r$/im.test(head.toString("latin1"))) stop(near);
      else join(near);
    });
  });
  function stop(near: Socket): void {
    proxy.stopped += 1;
    wires.add(near.on("close", () => wires.delete(near)).resume());
    if (proxy.sockets === "REFUSE")
      near.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }
  function join(near: Socket): void {
    const far = connect(Number(new URL(proxy.target).port), "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      wires.add(one.pipe(other));
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
      one.on("close", () => wires.delete(other));
    }
  }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const proxy: Proxy = {
    port: (server.address() as AddressInfo).port,
    target,
    cuts: 0,
    sockets: "PASS",
    stopped: 0,
    cut() {
      if (wires.size > 0) proxy.cuts += 1;
      for (const wire of wires) wire.resetAndDestroy();
    },
    async [Symbol.asyncDispose]() {
      proxy.cut();
      await new Promise((done) => server.close(done));
    },
  };
  return proxy;
}
