import { open, type FileHandle } from "node:fs/promises";
import { ImportError } from "./import-error";
import type { Rejection } from "./imported-case";

const SHOWN = 10;

/** Keeps the first few rejected rows for the screen and writes all of them to the file, one JSON object a line. */
export class RejectionReport implements AsyncDisposable {
  readonly first: Rejection[] = [];

  private constructor(private readonly file: FileHandle | null) {}

  static async begin(path: string | undefined): Promise<RejectionReport> {
    if (path === undefined) return new RejectionReport(null);
    try {
      return new RejectionReport(await open(path, "w"));
    } catch (error) {
      throw new ImportError(`--report ${path} cannot be written: ${(error as Error).message}`, { cause: error });
    }
  }

  async add(rejection: Rejection): Promise<void> {
    if (this.first.length < SHOWN) this.first.push(rejection);
    await this.file?.write(`${JSON.stringify(rejection)}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file?.close();
  }
}
