import { once } from "node:events";
import { connect } from "node:net";
import { temporaryFolder } from "./folder";
import { Child, freePort } from "./processes";

/** A NATS server of its own with JetStream, which keeps its streams in a folder that is deleted after the run. */
export async function startNats(): Promise<{ url: string; child: Child }> {
  const port = await freePort();
  const args = ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", temporaryFolder()];
  const child = await Child.start("nats-server", args, async () => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect").finally(() => socket.destroy());
    return true;
  });
  return { url: `nats://127.0.0.1:${port}`, child };
}
