import { useEffect, useEffectEvent, useState } from "react";
import { useClient, type Client } from "urql";
import { canDigest, here, redress, sha256Of } from "./redress";
import { Refusal, unreachable } from "./refusal";

export interface FileBytes {
  blob: Blob;
  /** The blob's address, valid while the file is being viewed. */
  address: string;
  /** Computed here from the bytes received; null where the browser cannot. */
  sha256: string | null;
}

interface Fetched {
  bytes: FileBytes | null;
  refusal: Refusal | null;
}

interface Wanted {
  id: string;
  mediaType: string | null;
  /** Asks the server for an address, which is valid for a short time. */
  addressOf: (client: Client) => Promise<string>;
}

const NOTHING: Fetched = { bytes: null, refusal: null };

/** A file's content, fetched only when someone views it, because that is recorded. */
export function useFileBytes({ id, mediaType, addressOf }: Wanted): Fetched & { onAgain: () => void } {
  const client = useClient();
  const [attempt, setAttempt] = useState(0);
  const [fetched, setFetched] = useState<Fetched & { of: string }>({ ...NOTHING, of: "" });
  const wanted = `${id} ${attempt}`;
  const fetchIt = useEffectEvent(async (signal: AbortSignal) =>
    (await redress.download(here(await addressOf(client)), signal)).arrayBuffer(),
  );
  useEffect(() => {
    const stopped = new AbortController();
    let address: string | null = null;
    fetchIt(stopped.signal).then(
      async (buffer) => {
        const sha256 = canDigest() ? await sha256Of(buffer) : null;
        if (stopped.signal.aborted) return;
        const blob = new Blob([buffer], { type: mediaType ?? "" });
        address = URL.createObjectURL(blob);
        setFetched({ of: wanted, bytes: { blob, address, sha256 }, refusal: null });
      },
      (error: unknown) => {
        const refusal = error instanceof Refusal ? error : unreachable();
        if (!stopped.signal.aborted) setFetched({ of: wanted, bytes: null, refusal });
      },
    );
    return () => {
      stopped.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [client, wanted, mediaType]);
  return { ...(fetched.of === wanted ? fetched : NOTHING), onAgain: () => setAttempt((before) => before + 1) };
}
