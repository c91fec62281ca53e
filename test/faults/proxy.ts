import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** The most pieces of a server's answer that a connection lives to carry. */
const LONGEST_LIFE = 12;

/** Stands between clients and a node, and cuts their connections at random: between two messages, or in the middle of one. */
export class CuttingProxy implements AsyncDisposable {
  cuts = 0;
  /** Cuts no more. */
  calm = false;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on("connection", (client) => this.carry(client));
  }

  static async to(target: number): Promise<CuttingProxy> {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new CuttingProxy(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private carry(client: Socket): void {
    const node = connect(this.target, "127.0.0.1");
    const pair = [client, node] as const;
    for (const socket of pair) {
      this.open.add(socket);
      socket.setNoDelay(true);
      // What went wrong on one side is told to the other by its end.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.open.delete(socket);
        for (const each of pair) each.destroy();
      });
    }
    client.pipe(node);
    let life = Math.ceil(Math.random() * LONGEST_LIFE);
    node.on("data", (piece: Buffer) => {
      life -= 1;
      if (life < 0 && !this.calm) this.cut(client, node, piece);
      else if (!client.write(piece)) {
        node.pause();
        client.once("drain", () => node.resume());
      }
    });
  }

  private cut(client: Socket, node: Socket, piece: Buffer): void {
    this.cuts += 1;
    node.removeAllListeners("data").resetAndDestroy();
    if (Math.random() < 0.5) client.resetAndDestroy();
    else client.end(piece.subarray(0, Math.floor(Math.random() * piece.length)));
  }
}
