import { useState, type ReactNode } from "react";
import { useClient, type Client } from "urql";
import { nameIn, saveAs } from "../api/fetch-file";
import { redress } from "../api/redress";
import { absent, Refusal, refusalOf, unreachable } from "../api/refusal";
import { useFollow } from "../api/use-live";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { formatBytes } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase } from "./case-context";
import styles from "./case.module.css";
import { DossierOrder } from "./dossier-order";
import {
  CaseDossiersDocument,
  DossierReadDocument,
  WatchDossierJobDocument,
  type DossierShownFragment,
} from "./dossiers.generated";
import { dossiersText } from "./outside.text";
import { Facts } from "../design/facts";
import { Section } from "./section";

/** Dossiers of the case: ordering one, its progress, and the download. */
export default function Dossiers(): ReactNode {
  const say = useText(dossiersText);
  const { complaint } = useCase();
  const read = useRead(CaseDossiersDocument, { id: complaint.id });
  return (
    <Section id="dossiers" title={say("title")}>
      <p className="muted">{say("intro")}</p>
      <Loaded {...read} data={read.data?.complaint}>
        {({ dossiers }) => [...dossiers].reverse().map((one) => <DossierLine key={one.id} dossier={one} />)}
      </Loaded>
      <DossierOrder onOrdered={read.onAgain} />
    </Section>
  );
}

function DossierLine({ dossier }: { dossier: DossierShownFragment }): ReactNode {
  const say = useText(dossiersText);
  const label = useLabel();
  const fresh = useRead(DossierReadDocument, { id: dossier.id }, { pause: true });
  return (
    <article className={styles.part}>
      <p className="row">
        <strong>{label("DossierReader", dossier.reader)}</strong>
        <Badge tone={dossier.status === "READY" ? "good" : dossier.status === "FAILED" ? "bad" : "info"}>
          {label("DossierStatus", dossier.status)}
        </Badge>
        <span className="muted small">
          <Time at={dossier.requestedAt} />
        </span>
      </p>
      {dossier.status === "PREPARING" && <Preparing dossier={dossier} onFinished={fresh.onAgain} />}
      {dossier.status === "FAILED" && <p>{say("failed")}</p>}
      <Refused refusal={fresh.refusal} />
      {dossier.download && (
        <>
          <Facts
            facts={[
              [say("keptUntil"), <Time at={dossier.keptUntil} />],
              [say("digest"), <code>{dossier.sha256}</code>],
              [say("timeStamp"), dossier.timeStamp && label("DossierTimeStamp", dossier.timeStamp)],
              [say("timeStampedAt"), dossier.timeStampedAt && <Time at={dossier.timeStampedAt} />],
            ]}
          />
          <Download dossier={dossier} />
        </>
      )}
    </article>
  );
}

/** The signed address is valid for only a few minutes, so a new one is requested on each click. */
function Download({ dossier }: { dossier: DossierShownFragment }): ReactNode {
  const say = useText(dossiersText);
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function fetchIt(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      await fetchArchive(client, dossier.id);
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : unreachable());
    }
    setBusy(false);
  }
  return (
    <div className="stack-tight">
      <div>
        <Button kind="primary" busy={busy} onClick={() => void fetchIt()}>
          {say("download")} {dossier.size !== null && formatBytes(dossier.size)}
        </Button>
      </div>
      <Refused refusal={refusal} />
    </div>
  );
}

async function fetchArchive(client: Client, id: string): Promise<void> {
  const { data, error } = await client.query(DossierReadDocument, { id }, { requestPolicy: "network-only" });
  const refused = refusalOf(error);
  if (refused) throw refused;
  const address = data?.dossier?.download?.url;
  if (!address) throw absent();
  const response = await redress.download(address);
  saveAs(await response.blob(), nameIn(response) ?? `${id}.zip`);
}

function Preparing({ dossier, onFinished }: { dossier: DossierShownFragment; onFinished: () => void }): ReactNode {
  const say = useText(dossiersText);
  const { job } = dossier;
  useFollow({
    updates: WatchDossierJobDocument,
    variables: { id: job.id },
    after: job.cursor,
    onUpdate: ({ jobUpdated: { job } }) => (job.status === "DONE" || job.status === "FAILED") && onFinished(),
  });
  return (
    <div className="stack-tight" role="status">
      <progress
        className={styles.progress}
        aria-label={say("progress")}
        {...(job.total && { value: job.done, max: job.total })}
      />
      <p className="muted small numeric">
        {job.total ? say("steps", { done: job.done, total: job.total }) : say("progress")}
      </p>
    </div>
  );
}
