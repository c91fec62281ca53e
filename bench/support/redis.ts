import { connect } from "node:net";
import { once } from "node:events";
import { Child, freePort } from "./processes";

/** A Redis server of its own that keeps everything in memory. */
export async function startRedis(): Promise<{ url: string; child: Child }> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = await Child.start("redis-server", args, async () => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect").finally(() => socket.destroy());
    return true;
  });
  return { url: `redis://127.0.0.1:${port}`, child };
}
