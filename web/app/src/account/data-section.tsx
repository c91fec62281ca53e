import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useFollow } from "../api/use-live";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { DownloadButton } from "../design/download-button";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import {
  DataExportReadDocument,
  MyDataExportsDocument,
  RequestDataExportDocument,
  WatchDataExportJobDocument,
  type MyDataExportFragment,
} from "./data.generated";
import styles from "./account.module.css";
import { Section } from "./section";

const text = defineText("data", {
  en: {
    title: "Your data",
    intro:
      "A copy of all that the platform holds on you: your account, orders, cases, messages and evidence, as files with an index. It contains nothing of other people that you could not see here.",
    ask: "Ask for a copy of my data",
    progress: "Being prepared",
    failed: "It could not be made. Please ask for another.",
    download: "Download",
    until: "Kept until",
  },
  zh: {
    title: "您的数据",
    intro:
      "平台持有的关于您的全部数据的副本：账号、订单、案件、消息和证据，附目录。其中没有您在本平台看不到的他人信息。",
    ask: "申请个人数据副本",
    progress: "正在制作",
    failed: "制作失败，请重新申请。",
    download: "下载",
    until: "保存至",
  },
});

/** What is held on the person: a copy of it. */
export function DataSection(): ReactNode {
  const say = useText(text);
  const read = useRead(MyDataExportsDocument, {});
  const { act, busy, refusal } = useAct(RequestDataExportDocument);
  const ask = async (): Promise<void> => {
    if (await act({})) read.onAgain();
  };
  return (
    <Section title={say("title")} about={say("intro")}>
      <Loaded {...read} data={read.data?.viewer?.dataExports}>
        {(all) =>
          all.length > 0 && (
            <ul className={styles.list} role="list">
              {all.map((one) => (
                <Copy key={one.id} one={one} onFinished={read.onAgain} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Refused refusal={refusal} />
      <div>
        <Button busy={busy} onClick={() => void ask()}>
          {say("ask")}
        </Button>
      </div>
    </Section>
  );
}

function Copy({ one, onFinished }: { one: MyDataExportFragment; onFinished: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { status, requestedAt, keptUntil } = one;
  return (
    <li className="row spread">
      <span className="stack-tight">
        <span className="row">
          <Time at={requestedAt} />
          <Badge tone={status === "READY" ? "good" : status === "FAILED" ? "bad" : "info"}>
            {label("DataExportStatus", status)}
          </Badge>
        </span>
        {status === "READY" && (
          <span className="small muted">
            {say("until")} <Time at={keptUntil} />
          </span>
        )}
        {status === "FAILED" && <span>{say("failed")}</span>}
        {status === "PREPARING" && <Preparing one={one} onFinished={onFinished} />}
      </span>
      {one.download && (
        <DownloadButton
          text={say("download")}
          id={one.id}
          size={one.size}
          document={DataExportReadDocument}
          addressIn={(data) => data.dataExport?.download?.url}
        />
      )}
    </li>
  );
}

function Preparing({ one, onFinished }: { one: MyDataExportFragment; onFinished: () => void }): ReactNode {
  const say = useText(text);
  const { job } = one;
  useFollow({
    updates: WatchDataExportJobDocument,
    variables: { id: job.id },
    after: job.cursor,
    onUpdate: ({ jobUpdated: { job: now } }) => (now.status === "DONE" || now.status === "FAILED") && onFinished(),
  });
  return (
    <span role="status">
      <progress aria-label={say("progress")} {...(job.total && { value: job.done, max: job.total })} />
    </span>
  );
}
