import { useState, type ReactNode } from "react";
import type { LetterState } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { Badge, type Tone } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useEventLabel } from "../text/event-type-label";
import { useLabel } from "../text/labels";
import { useCase } from "./case-context";
import { CaseDeliveriesDocument } from "./deliveries.generated";
import { Section } from "./section";

const text = defineText("deliveries", {
  en: {
    title: "Sent outside the inbox",
    intro: "Which notices of this case were sent, by what, the newest first. Each is also in the inbox.",
    none: "Nothing was sent outside the inbox.",
    handler: "Moderator",
    more: "Earlier ones are left out.",
    show: "Show",
    QUEUED: "To be sent",
    SENT: "Sent",
    BOUNCED: "Came back",
    FAILED: "Not sent",
    SUPPRESSED: "Not sent: see the inbox",
  },
  zh: {
    title: "送达记录",
    intro: "本案在收件箱之外发送的通知及其方式，最新的在前。每条通知在收件箱中均可查看。",
    none: "没有在收件箱之外发送的通知。",
    handler: "处理专员",
    more: "更早的记录未显示。",
    show: "查看",
    QUEUED: "待发送",
    SENT: "已发送",
    BOUNCED: "被退回",
    FAILED: "发送失败",
    SUPPRESSED: "未发送，见收件箱",
  },
});

const TONES: Record<LetterState, Tone> = {
  ...{ QUEUED: "info", SENT: "good", BOUNCED: "bad", FAILED: "bad", SUPPRESSED: "muted" },
};

/** The record of service: who was told of what, and whether the service that carries it took it. Few look: it is read when it is opened. */
export default function Deliveries(): ReactNode {
  const say = useText(text);
  const [open, setOpen] = useState(false);
  return (
    <Section id="deliveries" title={say("title")}>
      <p className="muted">{say("intro")}</p>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{say("show")}</summary>
        {open && <Sent />}
      </details>
    </Section>
  );
}

function Sent(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const eventLabel = useEventLabel();
  const { complaint } = useCase();
  const read = useRead(CaseDeliveriesDocument, { id: complaint.id });
  return (
    <Loaded {...read} data={read.data?.complaint?.deliveries} lines={2}>
      {({ nodes, pageInfo }) =>
        nodes.length === 0 ? (
          <p className="muted">{say("none")}</p>
        ) : (
          <>
            <ul className="stack-tight" role="list">
              {nodes.map(({ id, type, channel, side, state, createdAt, settledAt, account }) => (
                <li key={id} className="row spread">
                  <span>
                    {eventLabel(type)}
                    <span className="muted small">
                      {" · "}
                      {account?.displayName ?? (side ? label("Side", side) : say("handler"))}
                      {" · "}
                      {label("ContactKind", channel)}
                    </span>
                  </span>
                  <span className="row small">
                    <Badge tone={TONES[state]}>{say(state)}</Badge>
                    <Time at={settledAt ?? createdAt} />
                  </span>
                </li>
              ))}
            </ul>
            {pageInfo.hasNextPage && <p className="muted small">{say("more")}</p>}
          </>
        )
      }
    </Loaded>
  );
}
