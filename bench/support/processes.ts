import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** A port nobody listens on, below the range that outgoing connections take theirs from. */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
    return port;
  } catch {
    return freePort();
  } finally {
    server.close();
  }
}

export class Child implements AsyncDisposable {
  private output = "";

  private constructor(private readonly child: ChildProcess) {
    const keep = (chunk: string): void => void (this.output = (this.output + chunk).slice(-20_000));
    process.once("exit", () => child.kill("SIGKILL"));
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
  }

  /** Starts a program that dies with this one, and waits until `ready` answers true. */
  static async start(
    command: string,
    args: string[],
    ready: () => Promise<boolean>,
    env: NodeJS.ProcessEnv = {},
  ): Promise<Child> {
    const bound = existsSync("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--pdeathsig", "KILL", command] : [command];
    const [file = command, ...before] = bound;
    const child = new Child(
      spawn(file, [...before, ...args], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] }),
    );
    for (const deadline = Date.now() + 60_000; !(await ready().catch(() => false)); await delay(50)) {
      if (child.child.exitCode === null && Date.now() < deadline) continue;
      await child[Symbol.asyncDispose]();
      throw new Error(`${command} ${args.join(" ")} did not become ready:\n${child.output}`);
    }
    return child;
  }

  /** Processor time used so far, user and system, in milliseconds. Linux only; elsewhere NaN. */
  cpu(): number {
    try {
      const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return NaN;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const insist = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(insist);
  }
}

/** One of our own compiled scripts, listening on `port`. */
export function startScript(script: string, port: number, env: NodeJS.ProcessEnv): Promise<Child> {
  const flags = process.env.BENCH_NODE_FLAGS?.split(" ") ?? [];
  const answers = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  return Child.start(process.execPath, [...flags, script], answers, { ...env, PORT: String(port) });
}
