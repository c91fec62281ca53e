import { randomBytes } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { fetchAsOwner, owner } from "../../support/file-links";
import { PNG } from "./samples";
import { refusalIn } from "../../support/refusal-in";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
type Untyped = any;

export const TUS = { "tus-resumable": "1.0.0" };
export const PART = { ...TUS, "content-type": "application/offset+octet-stream", "accept-language": "en" };

/** A picture of that size. */
export const picture = (size: number): Buffer => Buffer.concat([PNG, randomBytes(size - PNG.length)]);

export async function head(url: string): Promise<{ status: number; offset: number | null; length: number | null }> {
  const { status, headers } = await fetchAsOwner(url, { method: "HEAD", headers: TUS });
  const number = (name: string): number | null => (headers.has(name) ? Number(headers.get(name)) : null);
  return { status, offset: number("upload-offset"), length: number("upload-length") };
}

export async function patch(
  url: string,
  offset: number | string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; offset: string | null; body: Untyped }> {
  const answer = await fetchAsOwner(url, {
    method: "PATCH",
    headers: { ...PART, "upload-offset": String(offset), ...headers },
    body: bytes as BodyInit,
  });
  const text = await answer.text();
  return {
    status: answer.status,
    offset: answer.headers.get("upload-offset"),
    body: text === "" ? null : refusalIn(JSON.parse(text)),
  };
}

/** A part whose bytes are sent as the test says. */
export class SlowPart {
  private readonly request: ClientRequest;
  private readonly answered: Promise<IncomingMessage>;

  constructor(url: string, offset: number, length: number) {
    this.request = request(url, {
      method: "PATCH",
      headers: { ...PART, ...owner(url), "upload-offset": offset, "content-length": length },
    });
    this.answered = new Promise((done, failed) => this.request.on("response", done).on("error", failed));
    this.answered.catch(() => undefined); // a line that the test cuts has no answer
  }

  send(bytes: Uint8Array): Promise<void> {
    return new Promise((done, failed) => this.request.write(bytes, (error) => (error ? failed(error) : done())));
  }

  cut(): void {
    this.request.destroy();
  }

  async answer(): Promise<{ status: number | undefined; offset: unknown; body: Untyped }> {
    const response = await this.answered;
    const { statusCode: status, headers } = response;
    return { status, offset: headers["upload-offset"], body: status === 204 ? null : refusalIn(await json(response)) };
  }

  end(): void {
    this.request.end();
  }
}

/** How many bytes lie where incomplete files do, and have not been thrown away. */
export async function unfinished(folder: string): Promise<number> {
  const entries = await readdir(join(folder, "partial"), { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => stat(join(parentPath, name)).then(({ size }) => size));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
