import { useState, type ReactNode } from "react";
import { useClient, type TypedDocumentNode } from "urql";
import { nameIn, saveAs } from "../api/fetch-file";
import { here, redress } from "../api/redress";
import { absent, Refusal, refusalOf, unreachable } from "../api/refusal";
import { formatBytes } from "../text/format";
import { Button } from "./button";
import { Refused } from "./refused";

interface Props<Data> {
  text: string;
  id: string;
  size: number | null;
  document: TypedDocumentNode<Data, { id: string }>;
  addressIn: (data: Data) => string | undefined;
}

/** Saves a file. The signed address is valid for only a few minutes, so a new one is requested on each click. */
export function DownloadButton<Data>({ text, id, size, document, addressIn }: Props<Data>): ReactNode {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function save(): Promise<void> {
    const { data, error } = await client.query(document, { id }, { requestPolicy: "network-only" });
    const refused = refusalOf(error);
    if (refused) throw refused;
    const address = data && addressIn(data);
    if (!address) throw absent();
    const response = await redress.download(here(address));
    saveAs(await response.blob(), nameIn(response) ?? `${id}.zip`);
  }

  async function press(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    await save().catch((error: unknown) => setRefusal(error instanceof Refusal ? error : unreachable()));
    setBusy(false);
  }

  return (
    <div className="stack-tight">
      <div>
        <Button kind="primary" busy={busy} onClick={() => void press()}>
          {text} {size !== null && formatBytes(size)}
        </Button>
      </div>
      <Refused refusal={refusal} />
    </div>
  );
}
