import type { ReactNode } from "react";
import { Badge } from "../../design/badge";
import { Time } from "../../design/time";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import { appealText } from "./appeal.text";
import type { AppealedCaseFragment } from "./decision.generated";

/** The sides' objections to the ruling, and its text. */
export function AppealedRuling({ complaint: { appeals, ruling } }: { complaint: AppealedCaseFragment }): ReactNode {
  const say = useText(appealText);
  const label = useLabel();
  const open = appeals.filter(({ status }) => status === "FILED");
  return (
    <div className="beside">
      <section className="card stack-tight" aria-labelledby="appeals">
        <h2 id="appeals">{say("appeals")}</h2>
        {open.length === 0 && <p className="muted">{say("none")}</p>}
        {open.map(({ id, bySide, ground, text, filedAt, answer, answerDueAt }) => (
          <article key={id} className="stack-tight">
            <div className="row spread">
              <strong>{say("by", { side: label("Side", bySide), ground: label("AppealGround", ground) })}</strong>
              <span className="muted small">
                <Time at={filedAt} />
              </span>
            </div>
            <p className="prose">{text}</p>
            {answer ? (
              <>
                <strong>{say("answer")}</strong>
                <p className="prose">{answer}</p>
              </>
            ) : (
              <p className="muted small">
                {say("noAnswer")} <Time at={answerDueAt} />
              </p>
            )}
          </article>
        ))}
      </section>
      {ruling && (
        <section className="card stack-tight" aria-labelledby="appealed">
          <h2 id="appealed">{say("ruling")}</h2>
          <div className="row">
            <Badge>{label("RulingOutcome", ruling.outcome)}</Badge>
            {ruling.decidedBy && (
              <span className="small">{say("decidedBy", { name: ruling.decidedBy.displayName })}</span>
            )}
            {ruling.secondApprover && (
              <span className="small">{say("approvedBy", { name: ruling.secondApprover.displayName })}</span>
            )}
          </div>
          <p className="prose">{ruling.reasoning}</p>
          <ul>
            {ruling.findings?.map(({ id, result, reasoning, ruleVersion }) => (
              <li key={id}>
                <strong>{label("FindingResult", result)}</strong> {ruleVersion?.code} {reasoning}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
