import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

// One listener for each process that is started.
process.setMaxListeners(100);

/** A free port, below the range used for outgoing connections. */
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

/** The reply of one of our child processes (answer-parent.ts). */
interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

export class Child implements AsyncDisposable {
  private output = "";
  private asked = 0;
  private readonly questions = new Map<number, { done: (result: unknown) => void; failed: (error: Error) => void }>();

  private constructor(private readonly child: ChildProcess) {
    const keep = (chunk: string): void => void (this.output = (this.output + chunk).slice(-20_000));
    // Before the folders that it writes in are deleted.
    const end = (): void => void child.kill("SIGKILL");
    process.prependListener("exit", end);
    child.once("exit", () => process.off("exit", end));
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    child.on("message", (reply) => this.hear(reply as Reply));
    child.once("exit", () => {
      for (const { failed } of this.questions.values()) failed(new Error(`a process ended:\n${this.output}`));
    });
  }

  /** Starts a program that dies with this one, and waits until `ready` returns true. */
  static async start(
    command: string,
    args: string[],
    ready: () => Promise<boolean>,
    env: NodeJS.ProcessEnv = {},
  ): Promise<Child> {
    const bound = existsSync("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--pdeathsig", "KILL", command] : [command];
    const [file = command, ...before] = bound;
    const child = new Child(
      spawn(file, [...before, ...args], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe", "ipc"] }),
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

  /** Memory it holds, in bytes. Linux only; elsewhere NaN. */
  memory(): number {
    try {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))?.[1];
      return Number(kilobytes) * 1_024;
    } catch {
      return NaN;
    }
  }

  /** Sends a request to a process that answers its parent (answer-parent.ts). */
  ask<T>(name: string, argument?: unknown): Promise<T> {
    const id = (this.asked += 1);
    return new Promise<T>((done, failed) => {
      this.questions.set(id, { done: (result) => done(result as T), failed });
      this.child.send({ id, name, argument }, (error) => error && failed(error));
    }).finally(() => this.questions.delete(id));
  }

  /** Ends it at once, without a clean shutdown. */
  async kill(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }

  private hear({ id, result, error }: Reply): void {
    if (error === undefined) this.questions.get(id)?.done(result);
    else this.questions.get(id)?.failed(new Error(error));
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
export function startScript(
  script: string,
  port: number,
  env: NodeJS.ProcessEnv,
  ownFlags: string[] = [],
): Promise<Child> {
  const flags = [...(process.env.BENCH_NODE_FLAGS?.split(" ") ?? []), ...ownFlags];
  const answers = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  return Child.start(process.execPath, [...flags, script], answers, { ...env, PORT: String(port) });
}
