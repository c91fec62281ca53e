import type { DetailedError } from "tus-js-client";
import { refusalFrom, Refusal, refusalOf, unreachable, type Locale } from "./refusal";
import { repeat, type Patience } from "./retries";

export interface Upload {
  file: Blob;
  /** The address that the server gave for it. */
  uploadUrl: string;
  /**
   * `PUT` sends all of it at once, and nothing is kept of what breaks off; `TUS` sends parts, and goes on where it was. Without it: `PUT` for
   * what is not larger than a part.
   */
  way?: "PUT" | "TUS";
  /** How many bytes the server has, or is about to have. */
  onProgress?: (sent: number) => void;
  /** The connection is broken; the upload continues by itself. */
  onWaiting?: () => void;
  signal?: AbortSignal;
}

/** What an upload needs of the client. */
export interface Sender {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  headers: () => Promise<Record<string, string>>;
  locale: () => Locale | undefined;
  patience: Patience;
}

/** How much a slow line can send within the time that the server allows for one request. */
const PART = 1024 * 1024;
/** How long an address for uploads is valid. */
const RETRIES = [500, 1_000, 2_000, 4_000, ...Array<number>(120).fill(8_000)];

/** Resolves when the file was accepted; throws why it was not. */
export async function upload(sender: Sender, { way, ...wanted }: Upload): Promise<void> {
  const inOne = way ? way === "PUT" : wanted.file.size <= PART;
  await (inOne ? put(sender, wanted) : sendParts(sender, wanted));
}

async function put(sender: Sender, { file, uploadUrl, onProgress, onWaiting, signal }: Upload): Promise<void> {
  await repeat(
    async (failures) => {
      const response = await sender.fetch(uploadUrl, { method: "PUT", body: file, ...(signal && { signal }) });
      if (response.ok) return;
      const refusal = await refusalFrom(response, sender.locale(), signal);
      // It had arrived, and the answer was lost.
      if (failures === 0 || refusal.reason !== "upload.alreadyUploaded") throw refusal;
    },
    { ...sender.patience, onWaiting, signal },
  );
  onProgress?.(file.size);
}

/** Sends what the server does not have yet, over as many connections as needed. */
async function sendParts(sender: Sender, { file, uploadUrl, onProgress, onWaiting, signal }: Upload): Promise<void> {
  const tus = await import("tus-js-client").catch((cause: unknown) => {
    throw unreachable(sender.locale(), { cause });
  });
  const source = await sourceOf(file);
  signal?.throwIfAborted();
  const retryDelays = [...RETRIES];
  await new Promise<void>((done, fail) => {
    const upload = new tus.Upload(source, {
      uploadUrl,
      chunkSize: PART,
      retryDelays,
      storeFingerprintForResuming: false,
      // For each request: a token may expire before a large file has arrived.
      async onBeforeRequest(request) {
        for (const [name, value] of Object.entries(await sender.headers())) request.setHeader(name, value);
      },
      onProgress: (sent) => onProgress?.(sent),
      onShouldRetry(error, attempt) {
        const again = mayPass(error);
        const seconds = Number(error.originalResponse?.getHeader("retry-after"));
        if (again && seconds > 0) retryDelays[attempt] = Math.max(retryDelays[attempt] ?? 0, seconds * 1_000);
        if (again) onWaiting?.();
        return again;
      },
      onSuccess() {
        stop();
        done();
      },
      onError(error) {
        const reason = reasonOf(error) ?? unreachable(sender.locale(), { cause: error }); // once stopped, the answer is gone
        stop();
        fail(reason);
      },
    });
    const goOn = (): void => void upload.abort().then(() => upload.start());
    const stop = (): void => {
      signal?.removeEventListener("abort", end);
      globalThis.removeEventListener?.("online", goOn);
      void upload.abort();
    };
    const end = (): void => {
      stop();
      fail(signal?.reason as Error);
    };
    signal?.addEventListener("abort", end);
    globalThis.addEventListener?.("online", goOn);
    upload.start();
  });
}

/** In Node tus takes no blobs. */
async function sourceOf(file: Blob): Promise<Blob> {
  const { Buffer } = globalThis as { Buffer?: { from(bytes: ArrayBuffer): unknown } };
  return Buffer && typeof document === "undefined" ? (Buffer.from(await file.arrayBuffer()) as Blob) : file;
}

/** Whether a retry may help: there was no answer, the server failed, or another part was in progress. An exhausted daily quota is not retried. */
function mayPass(error: DetailedError): boolean {
  const { originalRequest, originalResponse } = error;
  const status = originalResponse?.getStatus() ?? 0;
  if (status === 429 && reasonOf(error)?.code === "LIMIT_REACHED") return false;
  if (status === 0 || status >= 500 || status === 429 || status === 423) return true;
  // The server is asked where the next part begins before it is sent; that answer is decisive.
  return status === 409 && originalRequest.getMethod() === "PATCH";
}

/** Null: there was no answer, or none with a body: of HEAD, for an address that is no longer valid. */
function reasonOf(error: Error | DetailedError): Refusal | null {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  const text = answer?.getBody();
  return answer && text
    ? refusalOf({ status: answer.getStatus(), text, retryAfter: answer.getHeader("retry-after") })
    : null;
}
