import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Across } from "../design/facts";
import { Notice } from "../design/notice";
import { Countdown, Time } from "../design/time";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { STATUS_TONES } from "./application-table";
import type { ApplicationPageQuery } from "./vetting.generated";

const text = defineText("applicationFacts", {
  en: {
    provider: "Provider",
    renamed: "Asks to be called",
    licence: "Licence",
    registered: "Registered",
    kind: "For",
    status: "Status",
    round: "Round",
    submitted: "Submitted",
    due: "Due",
    inspector: "Inspector",
    changes: "Asked to change",
    decided: "Decided",
    mayReapply: "It may apply again from {{at}}.",
  },
  zh: {
    provider: "服务商",
    renamed: "申请更名为",
    licence: "执照号",
    registered: "注册时间",
    kind: "类型",
    status: "状态",
    round: "轮次",
    submitted: "提交时间",
    due: "期限",
    inspector: "巡查员",
    changes: "要求补充",
    decided: "决定",
    mayReapply: "{{at}} 起可再次申请。",
  },
});

type Application = NonNullable<ApplicationPageQuery["providerApplication"]>;

export function ApplicationFacts({ application }: { application: Application }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider, dueAt, decidedAt, ground, reason, changesRequested, changesRequestedFor } = application;
  const facts: [Parameters<typeof say>[0], ReactNode][] = [
    [
      "provider",
      <>
        <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>{" "}
        <span className="muted">{label("ProviderStatus", provider.status)}</span>
      </>,
    ],
    ["renamed", provider.pendingName && <strong>{provider.pendingName}</strong>],
    ["licence", <code>{provider.licenceNo}</code>],
    ["registered", <Time at={provider.createdAt} />],
    ["kind", label("ApplicationKind", application.kind)],
    [
      "status",
      <Badge tone={STATUS_TONES[application.status] ?? "info"}>{label("ApplicationStatus", application.status)}</Badge>,
    ],
    ["round", application.round],
    ["submitted", <Time at={application.submittedAt} />],
    ["due", dueAt && <Countdown until={dueAt} />],
    ["inspector", application.inspectorName],
  ];
  return (
    <>
      <div className="card">
        <Across facts={facts.map(([name, value]) => [say(name), value])} />
      </div>
      {changesRequested && (
        <Notice tone="warn">
          <h2>{say("changes")}</h2>
          {(changesRequestedFor ?? []).length > 0 && (
            <p className="row">
              {changesRequestedFor?.map((kind) => (
                <Badge key={kind}>{label("VerificationKind", kind)}</Badge>
              ))}
            </p>
          )}
          <p className="prose">{changesRequested}</p>
        </Notice>
      )}
      {decidedAt && (
        <Notice tone={STATUS_TONES[application.status] ?? "info"}>
          <h2>{say("decided")}</h2>
          <p>
            <Time at={decidedAt} /> {ground && <strong>{label("ApplicationRejectionGround", ground)}</strong>}
          </p>
          {reason && <p className="prose">{reason}</p>}
          {application.mayReapplyAt && (
            <p className="small">{say("mayReapply", { at: formatTime(application.mayReapplyAt) })}</p>
          )}
        </Notice>
      )}
    </>
  );
}
