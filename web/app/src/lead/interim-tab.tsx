import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { InterimWaitingDocument } from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { Waiting } from "./waiting";
import { WaitingList } from "./waiting-list";

/** What waits for a second person, or for a third. It is decided on the case's page. */
export function InterimTab(tab: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(InterimWaitingDocument, { after: usePlace() });
  return (
    <WaitingList
      read={read}
      of={({ interimMeasuresWaiting }) => interimMeasuresWaiting}
      empty={say("noInterim")}
      tab={tab}
    >
      {({ kind, days, status, reason, endsAt, reviewText, proposedBy, complaint }) => {
        const action = status === "PROPOSED" ? "CONFIRM_INTERIM_MEASURE" : "DECIDE_INTERIM_REVIEW";
        const offered = complaint?.availableActions.find((each) => each.action === action);
        if (!complaint) return null;
        const why = offered?.unavailableBecause?.message;
        return (
          <Waiting
            title={complaint.title}
            to={`/cases/${complaint.id}`}
            number={complaint.number}
            until={reviewText && endsAt}
            about={
              <>
                <Badge tone="warn">{label("InterimMeasureKind", kind)}</Badge>
                <span>{say("days", { count: days })}</span>
                <span>{say("against", { provider: complaint.provider.legalName })}</span>
                <span className="muted">{say("askedBy", { name: proposedBy?.displayName ?? say("nobody") })}</span>
              </>
            }
            act={
              <>
                {why && <p className="muted small">{why}</p>}
                <div>
                  <ButtonLink to={`/cases/${complaint.id}#interim`} kind={offered && !why ? "primary" : "plain"}>
                    {label("ComplaintAction", action)}
                  </ButtonLink>
                </div>
              </>
            }
          >
            <p className="prose">{reason}</p>
            {reviewText && (
              <blockquote className="stack-tight">
                <h3>{say("hearing")}</h3>
                <p className="prose">{reviewText}</p>
              </blockquote>
            )}
          </Waiting>
        );
      }}
    </WaitingList>
  );
}
