import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Countdown } from "../design/time";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { ReturnsContestedDocument } from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { WaitingList } from "./waiting-list";

export function ReturnsTab({ onNews }: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(ReturnsContestedDocument, { after: usePlace() });
  return (
    <WaitingList read={read} of={({ contestedReturns }) => contestedReturns} empty={say("noReturns")} onNews={onNews}>
      {({ condition, conditionNote, contestReason, refund, complaint }) => (
        <>
          <div className="row spread">
            <h2>
              <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>
            </h2>
            {complaint.dueAt && <Countdown until={complaint.dueAt} />}
          </div>
          <dl className="facts">
            <dt>{say("condition")}</dt>
            <dd>
              {condition && <Badge tone="warn">{label("ReturnCondition", condition)}</Badge>} {conditionNote}
            </dd>
            <dt>{say("contest")}</dt>
            <dd className="prose">{contestReason}</dd>
            <dt>{say("refund")}</dt>
            <dd>{formatMoney(refund)}</dd>
          </dl>
          <div>
            <ButtonLink to={`/cases/${complaint.id}`}>{say("openCase")}</ButtonLink>
          </div>
        </>
      )}
    </WaitingList>
  );
}
