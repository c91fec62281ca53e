import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ComplaintStatus } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { SeverityBadge } from "../design/severity-badge";
import { isStaff, useViewer } from "../shell/viewer";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase, type Case } from "./case-context";
import { caseText } from "./case.text";

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

/** The state, how grave it is, against whom and about what: in one line under the title. */
export function CaseHead(): ReactNode {
  const say = useText(caseText);
  const staff = isStaff(useViewer());
  const { complaint } = useCase();
  return (
    <div className="row small">
      <CaseStatus complaint={complaint} />
      {staff && <SeverityBadge severity={complaint.severity} />}
      <span className="muted">
        {say("against")} <Link to={`/providers/${complaint.provider.id}`}>{complaint.provider.legalName}</Link>
      </span>
      <span className="muted">
        {say("order")} <Link to={`/orders/${complaint.order.id}`}>{complaint.order.title}</Link>
      </span>
    </div>
  );
}
