import type { ReactNode } from "react";
import { useFollow } from "../api/use-live";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { DownloadButton } from "../design/download-button";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
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

// Here and not among the labels of enums, which every page fetches.
const statusText = defineText("dossierStatus", {
  en: { PREPARING: "Being prepared", READY: "Ready", FAILED: "Failed", REMOVED: "No longer kept" },
  zh: { PREPARING: "制作中", READY: "可下载", FAILED: "制作失败", REMOVED: "已不再保存" },
});
const timeStampText = defineText("dossierTimeStamp", {
  en: {
    NOT_CONFIGURED: "None: the platform uses no time stamp service",
    STAMPED: "Stamped by a time stamp service",
    UNAVAILABLE: "None: the service was not available. Create the dossier again to try again.",
    INVALID: "None: the service gave no valid time stamp. Create the dossier again to try again.",
  },
  zh: {
    NOT_CONFIGURED: "无：平台未使用时间戳服务",
    STAMPED: "已由时间戳服务加盖",
    UNAVAILABLE: "无：时间戳服务当时无法使用，可重新生成卷宗再试",
    INVALID: "无：时间戳服务的答复无效，可重新生成卷宗再试",
  },
});

/** Dossiers of the case: ordering one, its progress, and the download. */
export default function Dossiers(): ReactNode {
  const say = useText(dossiersText);
  const { complaint } = useCase();
  const read = useRead(CaseDossiersDocument, { id: complaint.id });
  return (
    <div className="stack">
      <p className="muted">{say("intro")}</p>
      <Loaded {...read} data={read.data?.complaint}>
        {({ dossiers }) => [...dossiers].reverse().map((one) => <DossierLine key={one.id} dossier={one} />)}
      </Loaded>
      <DossierOrder onOrdered={read.onAgain} />
    </div>
  );
}

function DossierLine({ dossier }: { dossier: DossierShownFragment }): ReactNode {
  const say = useText(dossiersText);
  const label = useLabel();
  const [status, timeStamp] = [useText(statusText), useText(timeStampText)];
  const fresh = useRead(DossierReadDocument, { id: dossier.id }, { pause: true });
  return (
    <article className={styles.part}>
      <p className="row">
        <strong>{label("DossierReader", dossier.reader)}</strong>
        <Badge tone={dossier.status === "READY" ? "good" : dossier.status === "FAILED" ? "bad" : "info"}>
          {status(dossier.status)}
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
              [say("timeStamp"), dossier.timeStamp && timeStamp(dossier.timeStamp)],
              [say("timeStampedAt"), dossier.timeStampedAt && <Time at={dossier.timeStampedAt} />],
            ]}
          />
          <DownloadButton
            text={say("download")}
            id={dossier.id}
            size={dossier.size}
            document={DossierReadDocument}
            addressIn={(data) => data.dossier?.download?.url}
          />
        </>
      )}
    </article>
  );
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
