import type { ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { useText } from "../../text/language";
import { toInput } from "./decision";
import { CaseWords } from "./case-words";
import { IssueRulingDocument, type DecidableCaseFragment } from "./decision.generated";
import { DecisionEditor } from "./decision-editor";
import { DecisionForm } from "./decision-form";
import type { DecisionProps } from "./decision-page";
import { decisionText } from "./decision.text";
import { DiscardDraft } from "./discard-draft";
import { RulingSummary } from "./ruling-summary";
import { useDeciding } from "./use-deciding";

export function RulingForm({ complaint, onAgain }: DecisionProps<DecidableCaseFragment>): ReactNode {
  const say = useText(decisionText);
  const deciding = useDeciding(complaint, onAgain);
  const { draft, decision, preview, breachIds } = deciding;
  const { act, busy, refusal } = useAct(IssueRulingDocument);
  const issue = () =>
    act({
      complaintId: complaint.id,
      leaseToken: complaint.lease?.token ?? 0,
      expectedVersion: complaint.version,
      ...toInput(decision, breachIds),
    });
  return (
    <DecisionForm
      {...{ complaint, deciding, busy, refusal, onAgain }}
      action="ISSUE_RULING"
      label={say("issue")}
      decide={issue}
      previewed
      sure={{
        title: say("sure"),
        summary: (
          <RulingSummary
            {...{ decision, currency: complaint.atStake.currency }}
            causes={preview.data?.secondApprovalBecause ?? []}
          />
        ),
      }}
      discard={<DiscardDraft complaintId={complaint.id} draft={draft} />}
      above={
        <p className="muted">
          {say("against", { consumer: complaint.consumerName, provider: complaint.provider.legalName })} ·{" "}
          {complaint.order.title}
        </p>
      }
    >
      <CaseWords complaint={complaint} />
      <DecisionEditor
        {...{ complaint, decision }}
        onChange={draft.change}
        errorAt={(field) => refusal?.at(field) ?? preview.refusal?.at(field)}
        preview={preview.data}
      />
    </DecisionForm>
  );
}
