import { useState, type ReactNode } from "react";
import { useClient } from "urql";
import { here } from "../api/redress";
import { refusalOf, type Refusal } from "../api/refusal";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { TransparencyLinkDocument, type TransparencyLinkQuery } from "./statistics.generated";

const text = defineText("transparencyLink", {
  en: {
    title: "Statements of reasons of these days",
    about: "In the format of the EU's DSA Transparency Database.",
    make: "Make a download link",
    download: "Download",
    statements_one: "{{count}} statement",
    statements_other: "{{count}} statements",
    leftOut_one: "{{count}} left out, because it does not pass the checks",
    leftOut_other: "{{count}} left out, because they do not pass the checks",
    until: "The link works until",
  },
  zh: {
    title: "这段时间的理由说明",
    about: "采用欧盟 DSA 透明度数据库的格式。",
    make: "生成下载链接",
    download: "下载",
    statements_other: "{{count}} 份理由说明",
    leftOut_other: "{{count}} 份未通过校验，未包含在内",
    until: "链接有效至",
  },
});

/** The link is valid for a short time, so it is created on request. `key` it by the period. */
export function TransparencyLink({ from, to }: { from: string; to: string }): ReactNode {
  const say = useText(text);
  const client = useClient();
  const [made, setMade] = useState<TransparencyLinkQuery["transparencyExport"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    const days = {
      from: new Date(`${from}T00:00:00+08:00`).toISOString(),
      to: new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString(),
    };
    const { data, error } = await client
      .query(TransparencyLinkDocument, days, { requestPolicy: "network-only" })
      .toPromise();
    setBusy(false);
    setMade(data?.transparencyExport ?? null);
    setRefusal(refusalOf(error));
  }

  return (
    <section className="card stack-tight no-print" aria-labelledby="statements">
      <h2 id="statements">{say("title")}</h2>
      <p className="muted">{say("about")}</p>
      <Refused refusal={refusal} />
      <div className="row" aria-live="polite">
        <Button busy={busy} onClick={() => void make()}>
          {say("make")}
        </Button>
        {made && (
          <>
            <a href={here(made.url)} download>
              {say("download")}
            </a>
            <span>{say("statements", { count: made.statements })}</span>
            {made.leftOut > 0 && <span>{say("leftOut", { count: made.leftOut })}</span>}
            <span className="muted">
              {say("until")} <Time at={made.expiresAt} />
            </span>
          </>
        )}
      </div>
    </section>
  );
}
