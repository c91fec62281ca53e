import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type GetObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { Logger } from "pino";
import { Refusal } from "../refusal";
import { DAY } from "../time";
import { StorageProblem } from "./storage";
import type { BucketSettings } from "./storage-url.pure";

const PATIENCE_MS = 10_000;
const ATTEMPTS = 2;
const CONNECTIONS = 500;
/** The least that the protocol allows; two of them are in memory for each file that is being written. */
const PART = 5 * 1024 * 1024;
const AT_ONCE = 1_000;
/** So often a download goes on without having got further. */
const RESUMED = 3;
/** Longer than any file takes to be written. */
const ABANDONED_AFTER = DAY;

const AWAY_RETRY_AFTER = 10;
/** Somebody has to mend something; until then clients need not retry every second. */
const REFUSED_RETRY_AFTER = 60;

/** A bucket of a service that speaks S3. What fails is logged in the operator's words; people are told that files are unavailable. */
export class Bucket {
  private readonly client: S3Client;
  private readonly where: string;

  constructor(
    private readonly settings: BucketSettings,
    private readonly log: Logger,
    patienceMs = PATIENCE_MS,
  ) {
    const { bucket, endpoint, region, pathStyle, credentials } = settings;
    this.where = `the bucket ${bucket} at ${endpoint ?? `Amazon S3, ${region}`}`;
    this.client = new S3Client({
      region,
      forcePathStyle: pathStyle,
      maxAttempts: ATTEMPTS,
      requestHandler: {
        connectionTimeout: patienceMs,
        socketTimeout: patienceMs,
        httpAgent: { maxSockets: CONNECTIONS },
        httpsAgent: { maxSockets: CONNECTIONS },
      },
      // Each file is compared with the digest that was announced; not every service knows the newer checksums.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      ...(endpoint ? { endpoint } : {}),
      ...(credentials ? { credentials } : {}),
    });
  }

  /** Writes it over what was there, once all of it has come; if the body breaks off, nothing. */
  async write(name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    const broke: unknown[] = [];
    async function* watched(): AsyncGenerator<Uint8Array> {
      const bytes = body[Symbol.asyncIterator]();
      const read = (): Promise<IteratorResult<Uint8Array>> =>
        bytes.next().catch((error: unknown) => {
          broke.push(error);
          throw error;
        });
      try {
        // What is thrown at the `yield` is that nobody reads on, since the bucket has refused what was before.
        for (let next = await read(); !next.done; next = await read()) yield next.value;
      } finally {
        await bytes.return?.();
      }
    }
    const upload = new Upload({
      client: this.client,
      params: { ...this.object(name), Body: Readable.from(watched(), { objectMode: false }) },
      partSize: PART,
      queueSize: 1,
    });
    await upload.done().catch((error: unknown) => {
      throw broke.length > 0 ? broke[0] : this.understood(error);
    });
  }

  /** Writes it unless there is one of the name, and returns whether there was none. */
  async create(name: string, bytes: Uint8Array): Promise<boolean> {
    try {
      await this.client.send(new PutObjectCommand({ ...this.object(name), Body: bytes, IfNoneMatch: "*" }));
      return true;
    } catch (error) {
      // 409: two at once, of which this one was not the first.
      if ([412, 409].includes(statusOf(error))) return false;
      throw this.understood(error);
    }
  }

  async read(name: string): Promise<Readable> {
    let answer = await this.open(name, 0);
    const open = async (from: number): Promise<GetObjectCommandOutput> =>
      (answer = await this.open(name, from, answer.ETag));
    const stream = Readable.from(this.bytes(answer, open), { objectMode: false });
    // Also when nobody has begun to read.
    return stream.once("close", () => void (answer.Body as Readable).destroy());
  }

  /** Goes on where the connection ended: also the reader may be slow, and a connection on which nothing moves is closed. */
  private async *bytes(
    { Body, ContentLength: size = 0 }: GetObjectCommandOutput,
    open: (from: number) => Promise<GetObjectCommandOutput>,
  ): AsyncGenerator<Uint8Array> {
    let chunks = chunksOf(Body);
    let left = RESUMED;
    for (let at = 0; at < size;) {
      let broken: unknown = new Error("it ended early");
      for (;;) {
        const next = await chunks.next().catch((error: unknown) => void (broken = error));
        if (!next || next.done) break;
        at += next.value.length;
        left = RESUMED;
        // In no `try`: what the reader throws is no fault of the connection.
        yield next.value;
      }
      if (at >= size) return;
      if (left === 0) throw this.understood(broken);
      left -= 1;
      chunks = chunksOf((await open(at)).Body);
    }
  }

  private async open(name: string, from: number, etag?: string): Promise<GetObjectCommandOutput> {
    const rest = from > 0 ? { Range: `bytes=${from}-`, IfMatch: etag } : {};
    try {
      return await this.client.send(new GetObjectCommand({ ...this.object(name), ...rest }));
    } catch (error) {
      if (nameOf(error) === "NoSuchKey")
        throw Object.assign(new Error(`ENOENT: there is no ${name} in ${this.where}`), { code: "ENOENT" });
      throw this.understood(error);
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    const { Bucket } = this.object("");
    for (let at = 0; at < names.length; at += AT_ONCE) {
      const Objects = names.slice(at, at + AT_ONCE).map((name) => ({ Key: this.object(name).Key }));
      const { Errors: [failed] = [] } = await this.asked(
        this.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } })),
      );
      if (failed) throw this.problem(`it removes nothing: ${failed.Code} (${failed.Message})`);
    }
  }

  async *list(folder: string): AsyncGenerator<{ name: string; size: number; writtenAt: number }> {
    for await (const { Contents = [] } of this.pages({ Prefix: this.object(folder).Key }))
      for (const { Key = "", Size: size = 0, LastModified } of Contents)
        // Of what does not say when, nobody may think that it was long ago.
        yield { name: Key.slice(this.settings.prefix.length), size, writtenAt: LastModified?.getTime() ?? Infinity };
  }

  async folders(folder: string): Promise<string[]> {
    const { Key: Prefix } = this.object(folder);
    const names: string[] = [];
    for await (const { CommonPrefixes = [] } of this.pages({ Prefix, Delimiter: "/" }))
      names.push(...CommonPrefixes.map(({ Prefix: full = "" }) => full.slice(Prefix.length, -1)));
    return names;
  }

  private async *pages(which: { Prefix: string; Delimiter?: string }) {
    try {
      yield* paginateListObjectsV2({ client: this.client }, { Bucket: this.settings.bucket, ...which });
    } catch (error) {
      throw this.understood(error);
    }
  }

  /** Ends what was begun long ago and never finished. If it cannot, the log says why: whoever writes a file is not refused because of that. */
  async forgetAbandoned(): Promise<void> {
    await this.endAbandoned().catch(() => undefined);
  }

  private async endAbandoned(): Promise<void> {
    const { Bucket, Key: Prefix } = this.object("");
    const { Uploads = [] } = await this.asked(this.client.send(new ListMultipartUploadsCommand({ Bucket, Prefix })));
    for (const { Key, UploadId, Initiated } of Uploads)
      if (Initiated && Date.now() - Initiated.getTime() > ABANDONED_AFTER)
        await this.asked(this.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
  }

  private object(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key: this.settings.prefix + name };
  }

  private asked<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      throw this.understood(error);
    });
  }

  /** It answers, but not as it must. */
  problem(what: string, cause?: unknown): Refusal {
    const problem = this.told(`${this.where}: ${what}`, cause);
    return Object.assign(new Refusal("UNAVAILABLE", { reason: "storage.refuses", retryAfter: REFUSED_RETRY_AFTER }), {
      cause: problem,
    });
  }

  private told(text: string, cause: unknown): StorageProblem {
    const problem = new StorageProblem(text, { cause });
    this.log.error({ err: cause }, text);
    return problem;
  }

  private understood(error: unknown): unknown {
    if (error instanceof Refusal) return error;
    const name = nameOf(error);
    if (isFull(error))
      return Object.assign(new Refusal("UNAVAILABLE", { reason: "upload.diskFull", retryAfter: REFUSED_RETRY_AFTER }), {
        cause: this.told(`${this.where} is full (${name})`, error),
      });
    if (isAway(error))
      return Object.assign(new Refusal("UNAVAILABLE", { reason: "storage.away", retryAfter: AWAY_RETRY_AFTER }), {
        cause: this.told(`${this.where} does not answer (${name}: ${messageOf(error)})`, error),
      });
    return this.problem(`${WHY[name] ?? messageOf(error)} (${name})`, error);
  }
}

/** What to do about each, in an operator's words. */
const WHY: Record<string, string> = {
  NoSuchBucket: "there is no such bucket",
  AccessDenied: "these credentials may not do that there; they need to read, write, remove and list",
  InvalidAccessKeyId: "STORAGE_ACCESS_KEY_ID is not known there",
  SignatureDoesNotMatch: "STORAGE_SECRET_ACCESS_KEY is not the one of STORAGE_ACCESS_KEY_ID",
  CredentialsProviderError:
    "there are no credentials: set STORAGE_ACCESS_KEY_ID and STORAGE_SECRET_ACCESS_KEY, or give this machine a role",
  PermanentRedirect: "it is in another region: name that one in STORAGE_URL (region=…)",
  AuthorizationHeaderMalformed: "it is in another region: name that one in STORAGE_URL (region=…)",
  RequestTimeTooSkewed: "this machine's clock is wrong: keep it by NTP",
};

const chunksOf = (body: GetObjectCommandOutput["Body"]): AsyncIterator<Buffer> =>
  (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();

const statusOf = (error: unknown): number =>
  error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** As MinIO, Ceph and Amazon say it. */
const isFull = (error: unknown): boolean =>
  statusOf(error) === 507 || /StorageFull|QuotaExceeded|InsufficientCapacity/.test(nameOf(error));

/** Nothing answered, or it said that it is busy. */
const isAway = (error: unknown): boolean =>
  error instanceof S3ServiceException
    ? statusOf(error) >= 500 || statusOf(error) === 429 || /SlowDown|Throttl|Timeout/.test(error.name)
    : nameOf(error) !== "CredentialsProviderError";
