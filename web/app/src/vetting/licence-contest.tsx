import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import type { LicenceContestShownFragment } from "./licence-contests.generated";

const text = defineText("licenceContest", {
  en: {
    parties: "{{claimant}} against {{holder}}",
    opened: "Opened",
    answerUntil: "Answer by",
    answer: "The holder answers: {{answer}}",
    decision: "Decision: {{reason}}",
  },
  zh: {
    parties: "{{claimant}} 对 {{holder}} 的执照提出异议",
    opened: "提出时间",
    answerUntil: "答复期限",
    answer: "持有方答复：{{answer}}",
    decision: "处理结果：{{reason}}",
  },
});

/** The statements of both sides about the owner of the licence. */
export function LicenceContestCard({
  contest,
  children,
}: {
  contest: LicenceContestShownFragment;
  children?: ReactNode;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <li className="card stack-tight">
      <div className="row">
        <strong>{say("parties", { claimant: contest.claimant.legalName, holder: contest.holder.legalName })}</strong>
        <Badge>{label("LicenceContestStatus", contest.status)}</Badge>
      </div>
      <p className="prose">{contest.reason}</p>
      <p className="muted small">
        {say("opened")} <Time at={contest.openedAt} /> · {say("answerUntil")} <Time at={contest.answerUntil} />
      </p>
      {contest.answer && <p className="prose">{say("answer", { answer: contest.answer })}</p>}
      {contest.decisionReason && <p className="prose">{say("decision", { reason: contest.decisionReason })}</p>}
      {children}
    </li>
  );
}
