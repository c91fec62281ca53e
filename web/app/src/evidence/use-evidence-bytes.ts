import type { Client } from "urql";
import { Refusal, refusalOf } from "../api/refusal";
import { useFileBytes } from "../api/use-file-bytes";
import { defineText, useText } from "../text/language";
import { EvidenceAddressDocument, type EvidencePieceFragment } from "./evidence.generated";

const text = defineText("evidenceBytes", {
  en: { gone: "You may no longer see this piece." },
  zh: { gone: "您已无权查看这份证据。" },
});

export function useEvidenceBytes({ id, mediaType }: EvidencePieceFragment) {
  const say = useText(text);
  return useFileBytes({ id, mediaType, addressOf: (client) => addressOf(client, id, say("gone")) });
}

async function addressOf(client: Client, id: string, gone: string): Promise<string> {
  const { data, error } = await client.query(EvidenceAddressDocument, { id }, { requestPolicy: "network-only" });
  const refused = refusalOf(error);
  if (refused) throw refused;
  const address = data?.evidence?.downloadUrl;
  if (!address) throw new Refusal("NOT_FOUND", gone);
  return address;
}
