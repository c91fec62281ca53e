import type { ReactNode } from "react";
import { useRead } from "../../api/use-read";
import { Button } from "../../design/button";
import { Select } from "../../design/field";
import { Loaded } from "../../design/loaded";
import { Notice } from "../../design/notice";
import { useAllPieces } from "../../evidence/use-all-pieces";
import { useLabel, useOptions } from "../../text/labels";
import { useText } from "../../text/language";
import { BreachFinding } from "./breach-finding";
import { isBreach, type Decision } from "./decision";
import { RulesInForceDocument, type DecidableCaseFragment, type PreviewDecisionQuery } from "./decision.generated";
import { decisionText } from "./decision.text";
import { InferencesEditor } from "./inferences-editor";
import { ofPenalty, ofRemedy } from "./measures";
import { PenaltiesEditor } from "./penalties-editor";
import { RemediesEditor } from "./remedies-editor";
import { asAsked, changeOf } from "./suggested";
import { TextAreaWithTexts } from "../texts/text-area";
import { caseValues, withMeasures } from "../texts/values";

interface Props {
  complaint: DecidableCaseFragment;
  decision: Decision;
  onChange: (patch: Partial<Decision>) => void;
  errorAt: (field: string) => string | undefined;
  preview: PreviewDecisionQuery["penaltyPreview"] | undefined;
}

/** Edits a decision: the findings beside the breaches they are about, and the measures that follow. */
export function DecisionEditor({ complaint: shown, decision, onChange, errorAt, preview }: Props): ReactNode {
  const say = useText(decisionText);
  const complaint = useAllPieces(shown);
  const label = useLabel();
  const optionsOf = useOptions();
  const rules = useRead(RulesInForceDocument, { at: complaint.order.placedAt });
  const texts = [
    { name: "facts", label: say("facts") },
    { name: "reasoning", label: say("wholeReasoning") },
    { name: "publicText", label: say("publicText"), hint: say("publicHint") },
  ] as const;
  const lossEvidence = complaint.evidence.nodes.filter(
    ({ side, status, visibility }) => side === "CONSUMER" && status === "STORED" && visibility === "PARTIES",
  );
  const contrary = complaint.breaches.some(({ id }) => {
    const result = decision.findings[id]?.result ?? "";
    return result !== "" && !isBreach(result);
  });
  const cited = new Set(Object.values(decision.findings).map(({ ruleVersionId }) => ruleVersionId));
  const citedRules = rules.data?.rules.filter(({ id }) => cited.has(id)) ?? [];
  const measures = citedRules.flatMap((rule) => rule.measures);
  const codes = citedRules.map(({ code }) => code);
  const { currency } = complaint.atStake;
  const ofCase = caseValues(complaint, complaint.breaches);
  const values = withMeasures(ofCase, currency, {
    remedies: decision.remedies.map(ofRemedy),
    penalties: decision.penalties.map(ofPenalty),
  });
  const offered = { values, ruleCodes: codes };
  return (
    <>
      <section className="stack" aria-labelledby="findings">
        <h2 id="findings">{say("findings")}</h2>
        {errorAt("findings") && <p className="small">{errorAt("findings")}</p>}
        <Loaded {...rules}>
          {({ rules }) =>
            complaint.breaches.map((breach, index) => (
              <BreachFinding
                key={breach.id}
                number={index + 1}
                breach={breach}
                rules={rules}
                values={caseValues(complaint, [breach])}
                finding={decision.findings[breach.id]}
                evidence={complaint.evidence.nodes.filter(({ status }) => status === "STORED")}
                errorAt={(field) => errorAt(`findings.${index}.${field}`)}
                onChange={(finding) =>
                  onChange(changeOf(decision, { ...decision.findings, [breach.id]: finding }, complaint))
                }
              />
            ))
          }
        </Loaded>
      </section>
      <section className="stack" aria-labelledby="whole">
        <h2 id="whole">{say("whole")}</h2>
        <div className="grid">
          {(
            [
              { name: "outcome", type: "RulingOutcome" },
              { name: "rootCause", type: "RootCause" },
            ] as const
          ).map(({ name, type }) => (
            <Select
              key={name}
              label={say(name)}
              required
              value={decision[name]}
              error={errorAt(name)}
              options={[{ value: "", label: say("choose") }, ...optionsOf(type)]}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          ))}
        </div>
        {decision.facts === "" && (
          <div className="flush">
            <Button kind="quiet" onClick={() => onChange({ facts: recordsOf(complaint, label) })}>
              {say("fromRecords")}
            </Button>
          </div>
        )}
        {texts.map(({ name, ...field }) => (
          <TextAreaWithTexts
            key={name}
            {...field}
            required
            rows={5}
            value={decision[name]}
            {...offered}
            error={errorAt(name)}
            onText={(said) => onChange({ [name]: said })}
          />
        ))}
      </section>
      <RemediesEditor
        currency={currency}
        evidence={lossEvidence}
        remedies={decision.remedies}
        first={asAsked(complaint)}
        values={ofCase}
        ruleCodes={codes}
        errorAt={errorAt}
        onChange={(remedies) => onChange({ remedies })}
      />
      <PenaltiesEditor
        currency={currency}
        providerId={complaint.provider.id}
        measures={[...new Set(measures)]}
        penalties={decision.penalties}
        values={ofCase}
        ruleCodes={codes}
        errorAt={errorAt}
        onChange={(penalties) => onChange({ penalties })}
      />
      <InferencesEditor complaint={complaint} decision={decision} {...offered} errorAt={errorAt} onChange={onChange} />
      <section className="stack-tight">
        {complaint.presumedBroken && (contrary || decision.presumptionRebuttedBecause) && (
          <TextAreaWithTexts
            label={say("rebutted")}
            hint={say("rebuttedHint")}
            required={contrary}
            value={decision.presumptionRebuttedBecause}
            error={errorAt("presumptionRebuttedBecause")}
            {...offered}
            onText={(presumptionRebuttedBecause) => onChange({ presumptionRebuttedBecause })}
          />
        )}
        {preview?.departureReasonRequired && <Notice tone="warn">{say("departureNeeded")}</Notice>}
        <TextAreaWithTexts
          label={say("departure")}
          hint={say("departureHint")}
          value={decision.departureReason}
          error={errorAt("departureReason")}
          {...offered}
          onText={(departureReason) => onChange({ departureReason })}
        />
        {(decision.wordsReason || errorAt("wordsReason")) && (
          <TextAreaWithTexts
            label={say("words")}
            hint={say("wordsHint")}
            value={decision.wordsReason}
            error={errorAt("wordsReason")}
            {...offered}
            onText={(wordsReason) => onChange({ wordsReason })}
          />
        )}
      </section>
    </>
  );
}

/** What was promised, said and recorded, breach by breach, for whoever writes down what is found. */
function recordsOf({ breaches }: DecidableCaseFragment, label: ReturnType<typeof useLabel>): string {
  return breaches
    .map(({ kind, promiseVersion, delivered, machineFinding }) =>
      [`${label("PromiseKind", kind)} · ${promiseVersion.text}`, delivered, machineFinding?.delivered]
        .filter(Boolean)
        .join(" "),
    )
    .join("\n");
}
