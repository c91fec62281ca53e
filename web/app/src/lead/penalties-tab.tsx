import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PenaltyAction } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { useNow } from "../design/time";
import { formatMoney, formatTime } from "../text/format";
import { useLabel } from "../text/room-labels";
import { useText } from "../text/language";
import {
  ApprovePenaltyDocument,
  DeclinePenaltyDocument,
  PenaltiesToApproveDocument,
  type PenaltyToApproveFragment,
} from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { VerdictForm } from "./verdict-form";
import { Waiting } from "./waiting";
import { WaitingList } from "./waiting-list";

export function PenaltiesTab(tab: TabProps): ReactNode {
  const say = useText(leadText);
  const read = useRead(PenaltiesToApproveDocument, { after: usePlace() });
  return (
    <WaitingList
      read={read}
      of={({ penaltiesAwaitingApproval }) => penaltiesAwaitingApproval}
      empty={say("noPenalties")}
      tab={tab}
    >
      {(penalty, onDone) => <PenaltyCard penalty={penalty} onDone={onDone} />}
    </WaitingList>
  );
}

function PenaltyCard({
  penalty,
  onDone,
}: {
  penalty: PenaltyToApproveFragment;
  onDone: (said?: string) => void;
}): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const approve = useAct(ApprovePenaltyDocument);
  const decline = useAct(DeclinePenaltyDocument);
  const { amount, days, threshold, hearingUntil, hearingStatement, approvalDueAt } = penalty;
  const complaint = penalty.ruling?.complaint;
  const now = useNow();
  const whyNot = (action: PenaltyAction): string | undefined =>
    penalty.availableActions.find((each) => each.action === action)?.unavailableBecause?.message;
  const facts = [
    days && say("days", { count: days }),
    amount && formatMoney(amount),
    threshold && say("threshold", { points: threshold }),
  ].filter(Boolean);
  return (
    <Waiting
      title={penalty.provider.legalName}
      to={`/providers/${penalty.provider.id}`}
      number={complaint?.number}
      until={approvalDueAt ?? hearingUntil}
      about={
        <>
          <Badge tone="warn">{label("PenaltyKind", penalty.kind)}</Badge>
          <strong>{facts.join(" · ")}</strong>
          <span className="muted">{label("PenaltyCause", penalty.cause)}</span>
          {complaint && <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>}
        </>
      }
      act={
        penalty.availableActions.length > 0 && (
          <VerdictForm
            id={penalty.id}
            approve={{
              ...approve,
              act: (reason) => approve.act({ penaltyId: penalty.id, reason: reason || null }),
              why: whyNot("APPROVE"),
            }}
            decline={{
              ...decline,
              act: (reason) => decline.act({ penaltyId: penalty.id, reason }),
              why: whyNot("DECLINE"),
            }}
            onDone={onDone}
          />
        )
      }
    >
      <p className="prose">{penalty.reason}</p>
      {hearingUntil && (
        <p className="muted small">
          {say(Date.parse(hearingUntil) > now ? "hearingUntil" : "hearingOver", { at: formatTime(hearingUntil) })}
        </p>
      )}
      {approvalDueAt && <p className="muted small">{say("dueBy", { at: formatTime(approvalDueAt) })}</p>}
      {hearingStatement && (
        <blockquote className="stack-tight">
          <h3>{say("hearing")}</h3>
          <p className="prose">{hearingStatement}</p>
        </blockquote>
      )}
      <ul className="stack-tight small">
        {penalty.approvals?.map(({ id, decision, note, by }) => (
          <li key={id}>
            {say("said", { name: by?.displayName ?? say("nobody"), decision: label("ApprovalDecision", decision) })}{" "}
            <span className="muted">{note}</span>
          </li>
        ))}
      </ul>
    </Waiting>
  );
}
