import { useState, type ReactNode } from "react";
import type { LetterState } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { Badge, type Tone } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase } from "./case-context";
import { CaseDeliveriesDocument } from "./deliveries.generated";
import { Section } from "./section";

const text = defineText("deliveries", {
  en: {
    title: "Sent by e-mail",
    intro: "Which notices of this case left by e-mail, the newest first. Each is also in the inbox.",
    none: "Nothing was sent by e-mail.",
    handler: "Moderator",
    more: "Earlier ones are left out.",
    show: "Show",
    QUEUED: "To be sent",
    SENT: "Sent",
    BOUNCED: "Came back",
    FAILED: "Not sent",
    SUPPRESSED: "Not sent by e-mail: see the inbox",
  },
  zh: {
    title: "邮件送达记录",
    intro: "本案通过电子邮件发送的通知，最新的在前。每条通知在收件箱中均可查看。",
    none: "没有通过邮件发送的通知。",
    handler: "审理员",
    more: "更早的记录未显示。",
    show: "查看",
    QUEUED: "待发送",
    SENT: "已发送",
    BOUNCED: "被退回",
    FAILED: "发送失败",
    SUPPRESSED: "未发邮件，见收件箱",
  },
});

const TONES: Record<LetterState, Tone> = {
  ...{ QUEUED: "info", SENT: "good", BOUNCED: "bad", FAILED: "bad", SUPPRESSED: "muted" },
};

/** The record of service: who was told of what, and whether it arrived at their mail service. Few look: it is read when it is opened. */
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
              {nodes.map(({ id, type, side, state, createdAt, settledAt, account }) => (
                <li key={id} className="row spread">
                  <span>
                    {label("EventType", type)}
                    <span className="muted small">
                      {" · "}
                      {account?.displayName ?? (side ? label("Side", side) : say("handler"))}
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
