import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PATIENCE_MS } from "./eventually";

/** When a started process counts as ready: its output matches, or its port or socket accepts a connection. */
export type Readiness = { output: RegExp } | { port: number } | { socket: string };

/** A machine that does much else besides is slow, and a process that will never be ready mostly ends. */
const START_MS = 120_000;

export interface StartOptions {
  ready: Readiness;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  timeoutMs?: number;
  /** Whose rights it runs with, where it is root who starts it. */
  user?: string;
}

/** Starts a program and returns once it is ready; if it ends or dawdles instead, throws with what it printed. */
export async function startProcess(command: string, args: string[], options: StartOptions): Promise<TestProcess> {
  const started = new TestProcess(spawnBound(command, args, options));
  const { ready } = options;
  try {
    await started.waitUntil(
      () => ("output" in ready ? ready.output.test(started.output) : accepts(ready)),
      options.timeoutMs ?? START_MS,
    );
    return started;
  } catch (error) {
    await started.kill();
    throw new Error(`${command} did not become ready:\n${started.output}`, { cause: error });
  }
}

/** A real process: what opens, disposes, whatever state a test left it in. */
export class TestProcess implements AsyncDisposable {
  /** Everything printed so far, stdout and stderr together. */
  output = "";
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(private readonly child: ChildProcess) {
    const append = (chunk: string) => (this.output += chunk);
    child.stdout?.setEncoding("utf8").on("data", append);
    child.stderr?.setEncoding("utf8").on("data", append);
    this.exited = new Promise((resolve) => {
      child.once("exit", (code, signal) => resolve({ code, signal }));
      child.once("error", (error) => {
        append(error.message);
        resolve({ code: null, signal: null });
      });
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("The process was never started");
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Stops it where it stands, until SIGCONT. A thread that runs may still answer a moment after the signal: waits for all. */
  async freeze(): Promise<void> {
    this.signal("SIGSTOP");
    await this.waitUntil(async () => {
      const threads = await readdir(`/proc/${this.pid}/task`);
      const stats = await Promise.all(
        threads.map((id) => readFile(`/proc/${this.pid}/task/${id}/stat`, "utf8").catch(() => ") T")),
      );
      return stats.every((stat) => stat.slice(stat.lastIndexOf(")") + 2).startsWith("T"));
    }, PATIENCE_MS);
  }

  /** Sends a signal and does not wait: SIGCONT, or a SIGTERM whose shutdown is itself under test. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends a signal that ends the process, and waits until it has. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill(signal);
    await this.exited;
  }

  async waitForOutput(pattern: RegExp, timeoutMs = PATIENCE_MS): Promise<void> {
    await this.waitUntil(() => pattern.test(this.output), timeoutMs);
  }

  async waitUntil(condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await condition())) {
      if (!this.isRunning) throw new Error(`The process ended:\n${this.output}`);
      if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain:\n${this.output}`);
      await delay(20);
    }
  }

  /** Asks politely, then insists. */
  async stop(patienceMs = 10_000): Promise<void> {
    if (!this.isRunning) return;
    this.signal("SIGCONT");
    this.signal("SIGTERM");
    const insist = setTimeout(() => this.signal("SIGKILL"), patienceMs);
    await this.exited;
    clearTimeout(insist);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/**
 * A port nobody listens on, below the range clients take theirs from, so that opening many sockets cannot occupy it. Whoever asks opens it
 * a little later: until the run ends, no other test of it is given the same one.
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
    await mkdir(join(process.env.TEST_RUN_FOLDER ?? tmpdir(), `port-${port}`));
    return port;
  } catch {
    return freePort();
  } finally {
    server.close();
  }
}

export function accepts(at: { port: number } | { socket: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = "port" in at ? connect(at.port, "127.0.0.1") : connect(at.socket);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

// On Linux the kernel ends the child when the test run dies, however it dies: no run leaves a server behind.
const setpriv = "/usr/bin/setpriv";

function spawnBound(command: string, args: string[], { env, cwd, user }: StartOptions): ChildProcess {
  const as = user === undefined ? [] : ["--reuid", user, "--regid", user, "--init-groups"];
  const [file, ...argv] = existsSync(setpriv)
    ? ([setpriv, ...as, "--pdeathsig", "KILL", command, ...args] as const)
    : ([command, ...args] as const);
  return spawn(file, argv, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
}
