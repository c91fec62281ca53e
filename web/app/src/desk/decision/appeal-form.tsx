import { useState, type ReactNode } from "react";
import type { AppealOutcome } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Checkbox, Select } from "../../design/field";
import { useLabel, useOptions } from "../../text/labels";
import { useText } from "../../text/language";
import { TextAreaWithTexts } from "../texts/text-area";
import { caseValues } from "../texts/values";
import { appealText } from "./appeal.text";
import { AppealedRuling } from "./appealed-ruling";
import { toInput } from "./decision";
import { DecideAppealDocument, type AppealedCaseFragment } from "./decision.generated";
import { DecisionEditor } from "./decision-editor";
import { DecisionForm } from "./decision-form";
import { decisionOfRuling } from "./decision-of-ruling";
import type { DecisionProps } from "./decision-page";
import { decisionText } from "./decision.text";
import { MeasuresSummary } from "./ruling-summary";
import { useDeciding } from "./use-deciding";

const SINGLE: readonly AppealOutcome[] = ["GRANTED", "PARTLY_GRANTED", "DISMISSED"];

export function AppealForm({ complaint, onAgain }: DecisionProps<AppealedCaseFragment>): ReactNode {
  const say = useText(appealText);
  const sayDecision = useText(decisionText);
  const label = useLabel();
  const optionsOf = useOptions();
  const [first] = useState(() => decisionOfRuling(complaint.ruling));
  const deciding = useDeciding(complaint, onAgain, first);
  const { draft, decision, preview, breachIds } = deciding;
  const { act, busy, refusal } = useAct(DecideAppealDocument);
  const open = complaint.appeals.filter(({ status }) => status === "FILED").map(({ bySide }) => bySide);
  // Two appeals against a ruling that is replaced are decided each.
  const each = decision.replaces && open.length > 1 ? open : [];
  const decide = () =>
    act({
      complaintId: complaint.id,
      expectedVersion: complaint.version,
      outcome: decision.appealOutcome as AppealOutcome,
      outcomes: each.flatMap((side) => {
        const outcome = decision.appealOutcomes[side];
        return outcome ? { side, outcome } : [];
      }),
      reason: decision.appealReasons,
      replacement: decision.replaces ? toInput(decision, breachIds) : null,
    });
  return (
    <DecisionForm
      {...{ complaint, deciding, busy, refusal, onAgain }}
      action="DECIDE_APPEAL"
      label={say("decide")}
      decide={decide}
      previewed={decision.replaces}
      sure={{
        title: say("sure"),
        summary: (
          <>
            <p>
              <strong>{decision.appealOutcome && label("AppealOutcome", decision.appealOutcome)}</strong>
            </p>
            {decision.replaces && <MeasuresSummary {...{ decision, currency: complaint.atStake.currency }} />}
            <p className="muted">{say("sureHint")}</p>
          </>
        ),
      }}
      above={<AppealedRuling complaint={complaint} />}
    >
      <section className="stack-tight" aria-labelledby="appeal-decision">
        <h2 id="appeal-decision">{say("decision")}</h2>
        <Select
          label={say("outcome")}
          required
          value={decision.appealOutcome}
          error={decision.replaces ? undefined : refusal?.at("outcome")}
          options={[{ value: "", label: sayDecision("choose") }, ...optionsOf("AppealOutcome")]}
          onChange={({ target }) => draft.change({ appealOutcome: target.value as AppealOutcome })}
        />
        <TextAreaWithTexts
          label={say("reasons")}
          hint={say("reasonsHint")}
          required
          value={decision.appealReasons}
          error={refusal?.at("reason")}
          values={caseValues(complaint, complaint.breaches)}
          onText={(appealReasons) => draft.change({ appealReasons })}
        />
        <Checkbox
          label={say("replaces")}
          checked={decision.replaces}
          onChange={({ target }) => draft.change({ replaces: target.checked })}
        />
      </section>
      {each.map((side) => (
        <Select
          key={side}
          label={say("outcomeOf", { side: label("Side", side) })}
          required
          value={decision.appealOutcomes[side] ?? ""}
          error={refusal?.at("outcomes")}
          options={[{ value: "", label: sayDecision("choose") }, ...optionsOf("AppealOutcome", SINGLE)]}
          onChange={({ target }) =>
            draft.change({
              appealOutcomes: { ...decision.appealOutcomes, [side]: target.value as AppealOutcome },
            })
          }
        />
      ))}
      {decision.replaces && (
        <section className="stack" aria-label={say("replacement")}>
          <DecisionEditor
            {...{ complaint, decision }}
            onChange={draft.change}
            errorAt={(field) => refusal?.at(`replacement.${field}`) ?? preview.refusal?.at(field)}
            preview={preview.data}
          />
        </section>
      )}
    </DecisionForm>
  );
}
