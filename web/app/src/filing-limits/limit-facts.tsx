import type { ReactNode } from "react";
import { Link } from "react-router";
import { Facts } from "../design/facts";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import type { FilingLimitShownFragment } from "./filing-limits.generated";
import { filingLimitsText } from "./filing-limits.text";

/** A limit with its reasons. `own`: for the person whom it limits. */
export function LimitFacts({ limit, own = false }: { limit: FilingLimitShownFragment; own?: boolean }): ReactNode {
  const say = useText(filingLimitsText);
  const label = useLabel();
  const { complaint, contestDueAt } = limit;
  return (
    <>
      <div className="row">
        <strong>{own ? label("FilingLimitGrade", limit.grade) : limit.account?.displayName}</strong>
        {!own && <Badge>{label("FilingLimitGrade", limit.grade)}</Badge>}
        <Badge tone={limit.status === "IN_FORCE" ? "warn" : "info"}>{label("FilingLimitStatus", limit.status)}</Badge>
      </div>
      <Facts
        facts={[
          [say("until"), <Time key="until" at={limit.endsAt} />],
          [
            say("reason"),
            <span key="reason" className="prose">
              {limit.reason}
            </span>,
          ],
          [say("occasion"), complaint && <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>],
          [say("imposedBy"), limit.imposedBy?.displayName],
          [say("confirmedBy"), limit.confirmedBy?.displayName],
          [say(own ? "yourContest" : "contested"), limit.contestReason],
          [say("decideBy"), contestDueAt && <Time at={contestDueAt} />],
          [say("contestDecision"), limit.contestDecisionReason],
        ]}
      />
    </>
  );
}
