import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Facts } from "../design/facts";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { ReturnsContestedDocument } from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { Waiting } from "./waiting";
import { WaitingList } from "./waiting-list";

export function ReturnsTab(tab: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(ReturnsContestedDocument, { after: usePlace() });
  return (
    <WaitingList read={read} of={({ contestedReturns }) => contestedReturns} empty={say("noReturns")} tab={tab}>
      {({ condition, conditionNote, contestReason, refund, complaint }) => (
        <Waiting
          title={complaint.title}
          to={`/cases/${complaint.id}`}
          number={complaint.number}
          until={complaint.dueAt}
          about={
            <>
              {condition && <Badge tone="warn">{label("ReturnCondition", condition)}</Badge>}
              <span>{say("against", { provider: complaint.provider.legalName })}</span>
            </>
          }
          act={
            <div>
              <ButtonLink to={`/cases/${complaint.id}`}>{say("openCase")}</ButtonLink>
            </div>
          }
        >
          <Facts
            facts={[
              [say("refund"), <strong key="refund">{formatMoney(refund)}</strong>],
              [say("condition"), conditionNote],
              [say("contest"), contestReason],
            ]}
          />
        </Waiting>
      )}
    </WaitingList>
  );
}
