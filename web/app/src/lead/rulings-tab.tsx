import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Countdown } from "../design/time";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import {
  ApproveListedRulingDocument,
  DeclineListedRulingDocument,
  RulingsToApproveDocument,
  type RulingToApproveFragment,
} from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { VerdictForm } from "./verdict-form";
import { WaitingList } from "./waiting-list";

export function RulingsTab({ onNews }: TabProps): ReactNode {
  const say = useText(leadText);
  const read = useRead(RulingsToApproveDocument, { after: usePlace() });
  return (
    <WaitingList
      read={read}
      of={({ rulingsAwaitingApproval }) => rulingsAwaitingApproval}
      empty={say("noRulings")}
      onNews={onNews}
    >
      {(ruling) => <RulingCard ruling={ruling} onDone={read.onAgain} />}
    </WaitingList>
  );
}

function RulingCard({ ruling, onDone }: { ruling: RulingToApproveFragment; onDone: () => void }): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const approve = useAct(ApproveListedRulingDocument);
  const decline = useAct(DeclineListedRulingDocument);
  const { complaint } = ruling;
  const whyNot = (action: "APPROVE_RULING" | "DECLINE_RULING"): string | undefined =>
    complaint?.availableActions.find((each) => each.action === action)?.unavailableBecause?.message;
  const texts = [
    { title: say("facts"), text: ruling.facts },
    { title: say("reasoning"), text: ruling.reasoning },
    { title: say("publicText"), text: ruling.publicText },
  ];
  return (
    <>
      <div className="row spread">
        <h2>{complaint && <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>}</h2>
        {complaint?.dueAt && <Countdown until={complaint.dueAt} />}
      </div>
      <div className="row">
        <Badge>{label("RulingOutcome", ruling.outcome)}</Badge>
        <span>{say("against", { provider: ruling.provider?.legalName ?? "" })}</span>
        <span className="muted">{say("decidedBy", { name: ruling.decidedBy?.displayName ?? say("nobody") })}</span>
      </div>
      <div className="grid">
        {texts.map(({ title, text }) => (
          <div key={title} className="stack-tight">
            <h3>{title}</h3>
            <p className="prose">{text}</p>
          </div>
        ))}
      </div>
      <h3>{say("findings")}</h3>
      <ul>
        {ruling.findings?.map(({ id, result, severity, reasoning, ruleVersion }) => (
          <li key={id}>
            <strong>{label("FindingResult", result)}</strong> {severity && label("Severity", severity)}{" "}
            {ruleVersion?.code} {ruleVersion?.title.text} <span className="muted">{reasoning}</span>
          </li>
        ))}
      </ul>
      <Planned planned={ruling.planned} />
      {ruling.departureReason && <p>{say("departure", { reason: ruling.departureReason })}</p>}
      {ruling.wordsReason && <p>{say("words", { reason: ruling.wordsReason })}</p>}
      <VerdictForm
        id={ruling.id}
        approve={{
          ...approve,
          act: (reason) => approve.act({ rulingId: ruling.id, reason: reason || null }),
          why: whyNot("APPROVE_RULING"),
        }}
        decline={{
          ...decline,
          act: (reason) => decline.act({ rulingId: ruling.id, reason }),
          why: whyNot("DECLINE_RULING"),
        }}
        onDone={onDone}
      />
    </>
  );
}

function Planned({ planned }: Pick<RulingToApproveFragment, "planned">): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  if (!planned) return null;
  return (
    <div className="grid">
      <div className="stack-tight">
        <h3>{say("remedies")}</h3>
        <ul>
          {planned.remedies.map(({ kind, amount, text, withinDays }, at) => (
            <li key={at}>
              <strong>{label("RemedyKind", kind)}</strong> {amount && formatMoney(amount)} {text}{" "}
              <span className="muted">{say("withinDays", { count: withinDays })}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="stack-tight">
        <h3>{say("penaltiesOf")}</h3>
        <ul>
          {planned.penalties.map(({ kind, amount, days, reason }, at) => (
            <li key={at}>
              <strong>{label("PenaltyKind", kind)}</strong> {amount && formatMoney(amount)}{" "}
              {days && say("days", { count: days })} <span className="muted">{reason}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
