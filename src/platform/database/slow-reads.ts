import { LRUCache } from "lru-cache";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { QueryFailedError } from "typeorm";
import { Refusal } from "../refusal";
import { SQLITE_CACHE_KIB } from "./engine";
import type { SqlValue } from "./row-mapper";

const WORKER = join(__dirname, "sqlite-worker.mjs");
/** A statement that took longer is slow. */
const SLOW_MS = 10;
/** It is quick again once it took less than half of that so often in a row: how long it takes depends on what it is asked with. */
const QUICK_AGAIN = 20;
/** In a smaller file nothing takes long, and no thread is needed. */
const LARGE_BYTES = 64_000_000;
const LOOK_EVERY_MS = 10_000;
const SHAPES = 2_000;
const MOST_WAITING = 256;
const RETRY_AFTER = 2;

type Answer =
  | { number: number; rows: unknown[]; took: number }
  | { number: number; failure: { message: string; code: string } };
interface Asked {
  worker: Worker;
  text: string;
  params: SqlValue[];
  done: (rows: unknown[]) => void;
  failed: (error: Error) => void;
}

/**
 * SQLite answers within the call, and the process does nothing else meanwhile. So what takes long is read by a thread with a connection of
 * its own. Which statements do is known by how long they took; one that has not been seen yet is tried there first.
 */
export class SlowReads implements Disposable {
  /** By shape: how many quick ones are missing. */
  private readonly slow = new LRUCache<string, number>({ max: SHAPES });
  private worker: Worker | null = null;
  private readonly asked = new Map<number, Asked>();
  private number = 0;

  private large = false;
  private lookedAt = -Infinity;

  constructor(
    private readonly file: string,
    private readonly largeBytes = LARGE_BYTES,
  ) {}

  /** Whether anything can take long. */
  isLarge(): boolean {
    const now = performance.now();
    if (now - this.lookedAt > LOOK_EVERY_MS) {
      this.lookedAt = now;
      this.large = (statSync(this.file, { throwIfNoEntry: false })?.size ?? 0) > this.largeBytes;
    }
    return this.large;
  }

  /** Whether it should be read elsewhere. */
  has(text: string): boolean {
    return this.isLarge() && (this.slow.get(shapeOf(text)) ?? 1) > 0;
  }

  /** How long it took here, in milliseconds. */
  took(text: string, milliseconds: number): void {
    if (!this.isLarge()) return;
    const shape = shapeOf(text);
    if (milliseconds > SLOW_MS) this.slow.set(shape, QUICK_AGAIN);
    else if (milliseconds < SLOW_MS / 2) this.slow.set(shape, Math.max(0, (this.slow.get(shape) ?? 0) - 1));
  }

  /** OVERLOADED when too many wait. */
  read(text: string, params: SqlValue[], asArrays: boolean): Promise<unknown[]> {
    if (this.asked.size >= MOST_WAITING) return Promise.reject(new Refusal("OVERLOADED", { retryAfter: RETRY_AFTER }));
    const worker = (this.worker ??= this.start());
    const number = (this.number += 1);
    return new Promise((done, failed) => {
      this.asked.set(number, { worker, text, params, done, failed });
      worker.ref();
      worker.postMessage({ number, text, params, asArrays });
    });
  }

  [Symbol.dispose](): void {
    void this.worker?.terminate();
    this.worker = null;
  }

  private start(): Worker {
    // It gets nothing of this process but the name of the file.
    const worker = new Worker(WORKER, {
      workerData: { file: this.file, cacheKib: SQLITE_CACHE_KIB },
      env: {},
      execArgv: [],
    });
    worker.on("message", (answer: Answer) => this.hear(worker, answer));
    worker.once("error", (error) => this.lose(worker, error));
    worker.once("exit", () => this.lose(worker, new Error("the thread for slow reads ended")));
    return worker;
  }

  private hear(worker: Worker, answer: Answer): void {
    const asked = this.asked.get(answer.number);
    this.asked.delete(answer.number);
    if (this.asked.size === 0) worker.unref();
    if (!asked) return;
    if ("failure" in answer) {
      const { message, code } = answer.failure;
      return asked.failed(new QueryFailedError(asked.text, asked.params, Object.assign(new Error(message), { code })));
    }
    this.took(asked.text, answer.took);
    asked.done(answer.rows);
  }

  /** Whoever waits for it is refused, not who waits for another one already; the next statement has a new one. */
  private lose(worker: Worker, error: Error): void {
    if (this.worker === worker) this.worker = null;
    for (const [number, asked] of this.asked) {
      if (asked.worker !== worker) continue;
      this.asked.delete(number);
      asked.failed(new QueryFailedError(asked.text, asked.params, error));
    }
  }
}

/** Lists of values have any length. */
const shapeOf = (text: string): string => text.replace(/\?(?:, \?)+/g, "?…");
