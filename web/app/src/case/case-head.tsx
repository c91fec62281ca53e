import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ComplaintStatus } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { Notice } from "../design/notice";
import { SeverityBadge } from "../design/severity-badge";
import { Countdown, Time } from "../design/time";
import { isStaff, useViewer } from "../shell/viewer";
import { formatMoney, formatStake } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase, type Case } from "./case-context";
import { caseText } from "./case.text";
import { Facts } from "../design/facts";

const TONES: Partial<Record<ComplaintStatus, Tone>> = { CLOSED: "muted", STAYED: "warn", SETTLING: "good" };

export function CaseStatus({ complaint }: { complaint: Pick<Case, "status" | "closureReason"> }): ReactNode {
  const label = useLabel();
  return (
    <span className="row">
      <Badge tone={TONES[complaint.status] ?? "info"}>{label("ComplaintStatus", complaint.status)}</Badge>
      {complaint.closureReason && <Badge>{label("ClosureReason", complaint.closureReason)}</Badge>}
    </span>
  );
}

/** The state, the severity and the running clock, at the top of the page. */
export function CaseStanding(): ReactNode {
  const staff = isStaff(useViewer());
  const { complaint } = useCase();
  return (
    <div className="row">
      <CaseStatus complaint={complaint} />
      {staff && <SeverityBadge severity={complaint.severity} />}
      {complaint.dueAt && <Countdown until={complaint.dueAt} />}
    </div>
  );
}

/** The parties and the subject. */
export function CaseHead(): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const staff = isStaff(useViewer());
  const { complaint } = useCase();
  const { demand, demandText, lease } = complaint;
  return (
    <div className="card stack">
      <Facts
        facts={[
          [say("consumer"), complaint.consumerName],
          [say("provider"), <Link to={`/providers/${complaint.provider.id}`}>{complaint.provider.legalName}</Link>],
          [say("order"), <Link to={`/orders/${complaint.order.id}`}>{complaint.order.title}</Link>],
          [say("buyerKind"), label("BuyerKind", complaint.order.buyerKind)],
          [say("atStake"), <span className="numeric">{formatStake(complaint.atStake)}</span>],
          [
            say("demand"),
            <>
              {label("RemedyKind", complaint.demandKind)}
              {complaint.demandBasis && <span> {label("CompensationBasis", complaint.demandBasis)}</span>}
              {demand && <span className="numeric"> {formatMoney(demand)}</span>}
              {demandText && <span className="muted"> {demandText}</span>}
            </>,
          ],
          [say("openedAt"), <Time at={complaint.openedAt} />],
          [say("dueAt"), complaint.dueAt && <Time at={complaint.dueAt} />],
          [say("severity"), staff && label("Severity", complaint.severity)],
          [say("breachClass"), staff && label("BreachClass", complaint.breachClass)],
          [
            say("track"),
            <>
              {label("Track", complaint.track)}
              <span className="muted"> {complaint.trackReason}</span>
            </>,
          ],
          ...complaint.repayments.map(
            ({ amount, status }) =>
              [say("repayment"), `${formatMoney(amount)} · ${label("PaymentStatus", status)}`] as const,
          ),
          [say("queue"), complaint.queue],
          [say("assignedTo"), complaint.assignedTo?.displayName],
          [say("heldBy"), lease?.holderName],
        ]}
      />
      {complaint.openedByPlatform && <Notice>{say("byPlatform")}</Notice>}
      {complaint.presumedBroken && <Notice tone="warn">{say("presumedBroken")}</Notice>}
      {complaint.reopenedCount > 0 && <p className="muted">{say("reopened", { count: complaint.reopenedCount })}</p>}
    </div>
  );
}
