import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useRead } from "../api/use-read";
import { Markdown } from "../design/markdown";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Time } from "../design/time";
import { formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { GuideDocument, type GuideQuery } from "./guides.generated";

const text = defineText("guide", {
  en: {
    title: "Guide",
    all: "All guides",
    none: "There is no such guide",
    noneHint: "Look among all guides.",
    draft: "Nothing of this guide is published yet.",
    withdrawn: "This guide was withdrawn on {{at}} and may be out of date.",
    version: "Version {{version}}",
  },
  zh: {
    title: "指南",
    all: "全部指南",
    none: "没有这篇指南",
    noneHint: "请到全部指南中查找。",
    draft: "这篇指南尚未发布。",
    withdrawn: "这篇指南已于 {{at}} 撤回，内容可能过时。",
    version: "第 {{version}} 版",
  },
});

export { GuidePage as Component };

function GuidePage(): ReactNode {
  const say = useText(text);
  const { id = "" } = useParams();
  const read = useRead(GuideDocument, { id });
  return (
    <Page title={read.data?.guide?.current?.title.text ?? say("title")} way={[{ to: "/guides", text: say("all") }]}>
      <Loaded {...read}>
        {({ guide }) => (guide ? <GuideShown guide={guide} /> : <Empty title={say("none")}>{say("noneHint")}</Empty>)}
      </Loaded>
    </Page>
  );
}

function GuideShown({ guide }: { guide: NonNullable<GuideQuery["guide"]> }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { audience, withdrawnAt, current } = guide;
  return (
    <article className="card stack paper">
      {withdrawnAt && (
        <Notice tone="warn">
          <p>▲ {say("withdrawn", { at: formatTime(withdrawnAt) })}</p>
        </Notice>
      )}
      <div className="row">
        <Badge>{label("GuideAudience", audience)}</Badge>
        {current?.breachKinds.map((kind) => (
          <Badge key={kind} tone="info">
            {label("PromiseKind", kind)}
          </Badge>
        ))}
      </div>
      {current ? (
        <>
          <p className="prose muted large">{current.summary.text}</p>
          <Markdown text={current.body.text} />
          <p className="small muted">
            {say("version", { version: current.version })} {current.publishedAt && <Time at={current.publishedAt} />}
          </p>
        </>
      ) : (
        <Empty title={say("draft")} />
      )}
    </article>
  );
}
