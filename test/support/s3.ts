import { randomBytes } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import { createServer as createHttpServer, type Server } from "node:http";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { BucketSettings } from "../../src/platform/storage/storage-url.pure";
import { freePort, startProcess } from "./processes";
import { requireProgram } from "./programs";

/** A server of one's own that speaks S3, in memory. */
export interface TestS3 extends AsyncDisposable {
  endpoint: string;
  client: S3Client;
  /** A new, empty bucket. */
  bucket(): Promise<BucketSettings>;
  /** The names of all objects in it. */
  namesIn(bucket: BucketSettings): Promise<string[]>;
}

const credentials = { accessKeyId: "somebody", secretAccessKey: "their secret" };
/** For a server or a command that uses a bucket of it. */
export const S3_ENV = {
  STORAGE_ACCESS_KEY_ID: credentials.accessKeyId,
  STORAGE_SECRET_ACCESS_KEY: credentials.secretAccessKey,
};

export async function startS3(): Promise<TestS3> {
  const port = await freePort();
  const program = await startProcess(requireProgram("moto_server"), ["-H", "127.0.0.1", "-p", String(port)], {
    ready: { port },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  return {
    endpoint,
    client,
    async bucket() {
      const Bucket = `redress-${randomBytes(6).toString("hex")}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      return bucketAt(endpoint, Bucket);
    },
    async namesIn({ bucket }) {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      return Contents.map(({ Key = "" }) => Key);
    },
    [Symbol.asyncDispose]: () => program.stop(),
  };
}

export const bucketAt = (endpoint: string, bucket = "redress"): BucketSettings => ({
  kind: "s3",
  ...{ bucket, endpoint, credentials, prefix: "", region: "us-east-1", pathStyle: true },
});

export const urlOf = ({ bucket, endpoint = "" }: BucketSettings): string =>
  `s3://${bucket}?endpoint=${encodeURIComponent(endpoint)}`;

/** What a service answers to everything: an error, or that all is well. */
export async function answering(status: number, code?: string): Promise<AsyncDisposable & { endpoint: string }> {
  const body = code ? `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>` : "";
  return opened(
    createHttpServer((request, response) => {
      request.resume().on("end", () => response.writeHead(status, { "content-type": "application/xml" }).end(body));
    }),
  );
}

/** Takes connections, and says nothing. */
export const silent = (): Promise<AsyncDisposable & { endpoint: string }> =>
  opened(createServer((socket) => socket.on("error", () => undefined).resume()));

async function opened(server: Server | ReturnType<typeof createServer>) {
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket: { destroy(): void }) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
