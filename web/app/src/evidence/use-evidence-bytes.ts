import { useEffect, useState } from "react";
import { useClient, type Client } from "urql";
import { fetchFile } from "../api/fetch-file";
import { Refusal, refusalOf } from "../api/refusal";
import { defineText, say } from "../text/language";
import { canDigest, sha256Of } from "./digest";
import { EvidenceAddressDocument, type EvidencePieceFragment } from "./evidence.generated";

const text = defineText("evidenceBytes", {
  en: { gone: "This piece is not yours to see any more." },
  zh: { gone: "您已无权查看这份证据。" },
});

export interface EvidenceBytes {
  blob: Blob;
  /** Of the blob, for as long as the piece is looked at. */
  address: string;
  /** Worked out here from what came; null where the browser cannot. */
  sha256: string | null;
}

interface Fetched {
  bytes: EvidenceBytes | null;
  refusal: Refusal | null;
  onAgain: () => void;
}

/** The file itself, by an address that the server gives for the moment. */
export function useEvidenceBytes({ id, mediaType }: EvidencePieceFragment): Fetched {
  const client = useClient();
  const [bytes, setBytes] = useState<EvidenceBytes | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stopped = new AbortController();
    let address: string | null = null;
    setBytes(null);
    setRefusal(null);
    fetchBytes(client, id, stopped.signal).then(
      async (buffer) => {
        const sha256 = canDigest() ? await sha256Of(buffer) : null;
        if (stopped.signal.aborted) return;
        const blob = new Blob([buffer], { type: mediaType ?? "" });
        address = URL.createObjectURL(blob);
        setBytes({ blob, address, sha256 });
      },
      (error: unknown) => {
        if (!stopped.signal.aborted) setRefusal(error instanceof Refusal ? error : new Refusal("UNREACHABLE"));
      },
    );
    return () => {
      stopped.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [client, id, mediaType, attempt]);
  return { bytes, refusal, onAgain: () => setAttempt((before) => before + 1) };
}

async function fetchBytes(client: Client, id: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const { data, error } = await client.query(EvidenceAddressDocument, { id }, { requestPolicy: "network-only" });
  const refused = refusalOf(error);
  if (refused) throw refused;
  const address = data?.evidence?.downloadUrl;
  if (!address) throw new Refusal("NOT_FOUND", say(text, "gone"));
  return (await fetchFile(address, signal)).arrayBuffer();
}
