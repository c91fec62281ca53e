import type { DetailedError } from "tus-js-client";
import { Refusal, refusalIn } from "../api/refusal";
import { accessToken } from "../api/session";
import { getLanguage } from "../text/language";

interface Listener {
  /** How many bytes the server has, or is about to have. */
  onProgress: (sent: number) => void;
  /** The connection is broken; the upload continues automatically. */
  onWaiting: () => void;
  onDone: () => void;
  /** null: the address is no longer valid, and the server did not say why. */
  onRefused: (refusal: Refusal | null) => void;
}

/** How much a slow line can send within the time that the server allows for one request. */
const PART = 1024 * 1024;
/** How long an address for uploads is valid. */
const RETRIES = [500, 1_000, 2_000, 4_000, ...Array<number>(120).fill(8_000)];

/** Sends the rest of a file that the server does not have yet, over as many connections as needed. Returns a function that stops it. */
export async function sendFile(file: File, address: string, listener: Listener): Promise<() => void> {
  const tus = await import("tus-js-client").catch(() => null);
  if (!tus) {
    listener.onRefused(new Refusal("UNREACHABLE"));
    return () => undefined;
  }
  const upload = new tus.Upload(file, {
    uploadUrl: address,
    chunkSize: PART,
    retryDelays: RETRIES,
    storeFingerprintForResuming: false,
    headers: { "accept-language": getLanguage() },
    // Read for each request: a token may expire before a large file has arrived.
    async onBeforeRequest(request) {
      const token = await accessToken();
      if (token) request.setHeader("authorization", `Bearer ${token}`);
    },
    onProgress: listener.onProgress,
    onShouldRetry(error) {
      const again = mayPass(error);
      if (again) listener.onWaiting();
      return again;
    },
    onSuccess() {
      stop();
      listener.onDone();
    },
    onError(error) {
      const refusal = refusalOf(error); // once stopped, the answer is ignored
      stop();
      listener.onRefused(refusal);
    },
  });
  const goOn = (): void => void upload.abort().then(() => upload.start());
  const stop = (): void => {
    removeEventListener("online", goOn);
    void upload.abort();
  };
  addEventListener("online", goOn);
  upload.start();
  return stop;
}

/** Whether a retry may help: there was no answer, the server failed, or another part was in progress. An exhausted daily quota is not retried. */
function mayPass(error: DetailedError): boolean {
  const { originalRequest, originalResponse } = error;
  const status = originalResponse?.getStatus() ?? 0;
  if (status === 429 && refusalOf(error)?.code === "LIMIT_REACHED") return false;
  if (status === 0 || status >= 500 || status === 429 || status === 423) return true;
  // The server is asked where the next part begins before it is sent; that answer is decisive.
  return status === 409 && originalRequest.getMethod() === "PATCH";
}

function refusalOf(error: Error | DetailedError): Refusal | null {
  const text = "originalResponse" in error ? error.originalResponse?.getBody() : null;
  return text ? refusalIn(text) : null;
}
