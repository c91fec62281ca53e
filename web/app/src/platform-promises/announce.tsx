import type { ReactNode } from "react";
import type { PlatformPromise } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { both } from "../design/bilingual";
import { Button } from "../design/button";
import { Facts } from "../design/facts";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { PublishPlatformPromiseDocument, type PlatformPromiseShownFragment } from "./platform-promises.generated";

const text = defineText("announcePromise", {
  en: {
    waits: "Proposed: waits for a second person",
    by: "Proposed by",
    at: "Proposed",
    from: "From",
    announce: "Announce",
    which: "Announce · {{promise}}",
  },
  zh: {
    waits: "已提议，等待第二人同意",
    by: "提议人",
    at: "提议时间",
    from: "生效时间",
    announce: "同意并公布",
    which: "同意并公布 · {{promise}}",
  },
});

/** What is announced is said to the letter: if another proposal has come meanwhile, nobody signs its words unread. */
export function Announce({
  promise,
  proposed,
}: {
  promise: PlatformPromise;
  proposed: NonNullable<PlatformPromiseShownFragment["proposed"]>;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { act, busy, refusal } = useAct(PublishPlatformPromiseDocument);
  const { text: words, effectiveFrom, proposedAt, proposedByName } = proposed;
  return (
    <Notice tone="warn">
      <p>
        <strong>{say("waits")}</strong>
      </p>
      <p className="prose" lang="zh-CN">
        {words.zhCN}
      </p>
      <p className="prose" lang="en">
        {words.en}
      </p>
      <Facts
        facts={[
          [say("from"), <Time at={effectiveFrom} />],
          [say("by"), proposedByName],
          [say("at"), <Time at={proposedAt} />],
        ]}
      />
      <Refused refusal={refusal} />
      <div>
        <Button
          kind="primary"
          busy={busy}
          aria-label={say("which", { promise: label("PlatformPromise", promise) })}
          onClick={() => void act({ platformPromise: promise, text: both(words), effectiveFrom })}
        >
          {say("announce")}
        </Button>
      </div>
    </Notice>
  );
}
