import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** A server of its own, with the demo's people and nothing else, that trusts the shop. */
export async function startRedress(folder, settings) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    ...{ PORT: String(port), PUBLIC_URL: url, DATA_DIR: folder, DATABASE_URL: `sqlite:${folder}/redress.db` },
    ...{ DEMO: "true", DEMO_MARKET: "none", LOG_LEVEL: "warn", SWEEP_SECONDS: "1", WEBHOOK_LOOPBACK: "true" },
    ...settings,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill();
    await ended;
  };
  for (;;) {
    const ready = await fetch(`${url}/health/ready`)
      .then(({ ok }) => ok)
      .catch(() => false);
    if (ready) return { url, stop };
    if (child.exitCode !== null) throw new Error(`Redress ended with ${child.exitCode}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}
