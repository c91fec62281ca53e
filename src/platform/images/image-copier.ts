import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { Refusal } from "../refusal";
import { rejected } from "../rejected";
import { SerialQueue } from "../scheduling/serial-queue";
import type { ImageLimits } from "./image-limits";

const WORKER = join(__dirname, "image-worker.mjs");
const SECONDS = 30;
/** The worker gives up on its own before this; the limit is for one that cannot. */
const PATIENCE_MS = (SECONDS + 10) * 1_000;
/** A worker larger than this is replaced, because its memory does not shrink again. */
const MOST_MEMORY = 200_000_000;
const IDLE_MS = 30_000;

/** Limits of those waiting, in all and per person: someone who sends many at once delays only themselves. */
const MOST_WAITING = 64;
const MOST_OF_ONE = 4;
const RETRY_AFTER = 5;

interface Reply {
  copy?: Uint8Array;
  refused?: "upload.imageTooLarge" | "upload.imageUnreadable";
  memory: number;
}

/** Has images copied by a separate process, one at a time: a large one takes some hundred megabytes meanwhile. */
export class ImageCopier {
  private worker: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private readonly queue = new SerialQueue();
  private readonly waiting = new Map<string, number>();

  /**
   * `read` is called when it is its turn: those that wait are in nobody's memory. Refuses an image that is too large or unreadable as rejected;
   * OVERLOADED when too many wait.
   */
  copy(accountId: string, read: () => Promise<Uint8Array>, type: string, limits: ImageLimits): Promise<Buffer> {
    const mine = this.waiting.get(accountId) ?? 0;
    const all = [...this.waiting.values()].reduce((sum, count) => sum + count, 0);
    if (mine >= MOST_OF_ONE || all >= MOST_WAITING)
      return Promise.reject(new Refusal("OVERLOADED", { reason: "upload.imagesWaiting", retryAfter: RETRY_AFTER }));
    this.waiting.set(accountId, mine + 1);
    return this.queue.run(async () => this.work(await read(), type, limits)).finally(() => this.leave(accountId));
  }

  [Symbol.dispose](): void {
    this.end();
  }

  private async work(bytes: Uint8Array, type: string, limits: ImageLimits): Promise<Buffer> {
    clearTimeout(this.idle);
    const worker = this.worker?.connected ? this.worker : (this.worker = startWorker());
    const reply = await answerOf(worker, { bytes, type, ...limits, seconds: SECONDS });
    if (!reply || reply.memory > MOST_MEMORY) this.end();
    else this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
    if (reply?.copy) return Buffer.from(reply.copy);
    throw rejected(reply?.refused ?? "upload.imageUnreadable", {
      points: limits.points,
      costlyPoints: limits.costlyPoints,
    });
  }

  private end(): void {
    clearTimeout(this.idle);
    this.worker?.kill("SIGKILL");
    this.worker = null;
  }

  private leave(accountId: string): void {
    const mine = (this.waiting.get(accountId) ?? 1) - 1;
    if (mine > 0) this.waiting.set(accountId, mine);
    else this.waiting.delete(accountId);
  }
}

/** It gets nothing of this process: no settings, no secrets. */
function startWorker(): ChildProcess {
  const worker = fork(WORKER, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {},
    execArgv: [],
  });
  worker.unref();
  worker.channel?.unref();
  return worker;
}

/** null: it crashed on the image, or did not finish. */
function answerOf(worker: ChildProcess, job: object): Promise<Reply | null> {
  return new Promise((done) => {
    const finish = (reply: Reply | null): void => {
      clearTimeout(late);
      worker.removeAllListeners();
      worker.channel?.unref();
      worker.on("error", () => undefined);
      done(reply);
    };
    const late = setTimeout(() => finish(null), PATIENCE_MS);
    worker.channel?.ref();
    worker.once("message", (reply) => finish(reply as Reply));
    worker.once("exit", () => finish(null));
    worker.once("error", () => finish(null));
    worker.send(job, (error) => error && finish(null));
  });
}
