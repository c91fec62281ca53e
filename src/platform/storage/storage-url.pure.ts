import { resolve } from "node:path";

/** A folder, or a bucket of a service that speaks S3. */
export type StorageSettings = { kind: "file"; folder: string } | BucketSettings;

export interface BucketSettings {
  kind: "s3";
  bucket: string;
  /** Before every name in the bucket: empty, or it ends with a slash. */
  prefix: string;
  /** undefined: Amazon's own. */
  endpoint: string | undefined;
  region: string;
  /** Whether the bucket is named in the path or before the host. */
  pathStyle: boolean;
  /** undefined: what the surroundings give, such as a role of the machine. */
  credentials?: BucketCredentials | undefined;
}

export interface BucketCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[\w.-]+(\/[\w.-]+)*$/;
const OPTIONS = ["endpoint", "region", "path-style"];

/** `file:PATH` or `s3://BUCKET/PREFIX?endpoint=…&region=…&path-style=…`; throws what is wrong with it. */
export function parseStorageUrl(url: string): StorageSettings {
  if (/^file:.+/.test(url)) return { kind: "file", folder: resolve(url.slice("file:".length)) };
  if (!url.startsWith("s3://") || !URL.canParse(url)) throw new Error("must be file:PATH or s3://BUCKET?region=…");
  const { host: bucket, username, pathname, searchParams: options } = new URL(url);
  if (username) throw new Error("credentials belong into STORAGE_ACCESS_KEY_ID and STORAGE_SECRET_ACCESS_KEY");
  if (!BUCKET.test(bucket)) throw new Error(`${bucket || "(nothing)"} is no name of a bucket`);
  const prefix = pathname.replace(/^\/|\/$/g, "");
  if (prefix !== "" && !PREFIX.test(prefix)) throw new Error(`${prefix} is no prefix of names`);
  const unknown = [...options.keys()].filter((name) => !OPTIONS.includes(name));
  if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: unknown; known are ${OPTIONS.join(", ")}`);
  const endpoint = options.get("endpoint") ?? undefined;
  if (endpoint !== undefined && !(URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)))
    throw new Error("endpoint must be https://… or http://…");
  const region = options.get("region") || (endpoint === undefined ? undefined : "us-east-1");
  if (region === undefined) throw new Error("region is needed without an endpoint");
  const pathStyle = options.get("path-style") ?? String(endpoint !== undefined);
  if (pathStyle !== "true" && pathStyle !== "false") throw new Error("path-style must be true or false");
  return {
    kind: "s3",
    ...{ bucket, prefix: prefix && `${prefix}/`, endpoint, region },
    pathStyle: pathStyle === "true",
  };
}

/** As the operator knows it. */
export const placeOf = (settings: StorageSettings): string =>
  settings.kind === "file" ? settings.folder : `s3://${settings.bucket}/${settings.prefix}`;
