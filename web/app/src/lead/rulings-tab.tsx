import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { usePlace } from "../design/pager";
import { Notice } from "../design/notice";
import { SeverityBadge } from "../design/severity-badge";
import { OutcomeBadge } from "../register/outcome-badge";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import {
  ApproveListedRulingDocument,
  DeclineListedRulingDocument,
  RulingsToApproveDocument,
  type RulingToApproveFragment,
} from "./lead.generated";
import styles from "./lead.module.css";
import { leadText } from "./lead.text";
import type { TabProps } from "./tab";
import { VerdictForm } from "./verdict-form";
import { Waiting } from "./waiting";
import { WaitingList } from "./waiting-list";

export function RulingsTab(tab: TabProps): ReactNode {
  const say = useText(leadText);
  const read = useRead(RulingsToApproveDocument, { after: usePlace() });
  return (
    <WaitingList
      read={read}
      of={({ rulingsAwaitingApproval }) => rulingsAwaitingApproval}
      empty={say("noRulings")}
      tab={tab}
    >
      {(ruling, onDone) => <RulingCard ruling={ruling} onDone={onDone} />}
    </WaitingList>
  );
}

function RulingCard({
  ruling,
  onDone,
}: {
  ruling: RulingToApproveFragment;
  onDone: (said?: string) => void;
}): ReactNode {
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
  if (!complaint) return null;
  return (
    <Waiting
      title={complaint.title}
      to={`/cases/${complaint.id}`}
      number={complaint.number}
      until={complaint.dueAt}
      about={
        <>
          <OutcomeBadge outcome={ruling.outcome} />
          <span>{say("against", { provider: ruling.provider?.legalName ?? "" })}</span>
          <span className="muted">{say("decidedBy", { name: ruling.decidedBy?.displayName ?? say("nobody") })}</span>
        </>
      }
      act={
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
      }
    >
      <ul className={`stack ${styles.findings}`} aria-label={say("findings")}>
        {ruling.findings?.map(({ id, result, severity, reasoning, ruleVersion }) => (
          <li key={id} className="stack-tight">
            <span className="row">
              <strong>{label("FindingResult", result)}</strong>
              {severity && <SeverityBadge severity={severity} />}
              {ruleVersion && (
                <Link to={`/rules/${ruleVersion.code}`} className="small">
                  {ruleVersion.code} · {ruleVersion.title.text}
                </Link>
              )}
            </span>
            <p className="prose">{reasoning}</p>
          </li>
        ))}
      </ul>
      <Planned planned={ruling.planned} />
      <div className="thirds">
        {texts.map(({ title, text }) => (
          <div key={title} className="stack-tight">
            <h3>{title}</h3>
            <p className="prose">{text}</p>
          </div>
        ))}
      </div>
      {ruling.departureReason && <Notice tone="warn">{say("departure", { reason: ruling.departureReason })}</Notice>}
      {ruling.wordsReason && <p>{say("words", { reason: ruling.wordsReason })}</p>}
    </Waiting>
  );
}

function Planned({ planned }: Pick<RulingToApproveFragment, "planned">): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  if (!planned) return null;
  const { remedies, penalties } = planned;
  return (
    <div className="grid">
      {remedies.length > 0 && (
        <div className="stack-tight">
          <h3>{say("remedies")}</h3>
          <ul className={styles.planned}>
            {remedies.map(({ kind, basis, ground, amount, insteadAmount, text, withinDays }, at) => (
              <li key={at}>
                <strong>{label("RemedyKind", kind)}</strong> {basis && label("CompensationBasis", basis)} {ground}{" "}
                {amount ? formatMoney(amount) : say("instead", { amount: formatMoney(insteadAmount) })} {text}{" "}
                <span className="muted">{say("withinDays", { count: withinDays })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {penalties.length > 0 && (
        <div className="stack-tight">
          <h3>{say("penaltiesOf")}</h3>
          <ul className={styles.planned}>
            {penalties.map(({ kind, listing, amount, days, reason }, at) => (
              <li key={at}>
                <strong>{label("PenaltyKind", kind)}</strong>{" "}
                {listing && <Link to={`/listings/${listing.id}`}>{listing.title}</Link>} {amount && formatMoney(amount)}{" "}
                {days && say("days", { count: days })} <span className="muted">{reason}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
