import type { ReactNode } from "react";
import type { Severity } from "../../api/schema.generated";
import { Field, Select } from "../../design/field";
import { Segments } from "../../design/segments";
import { Badge } from "../../design/badge";
import { formatList, formatStake } from "../../text/format";
import { useLabel, useOptions, valuesOf } from "../../text/labels";
import { useText } from "../../text/language";
import { TextAreaWithTexts } from "../texts/text-area";
import type { Values } from "../texts/values";
import { isBreach, NO_FINDING, type FindingDraft } from "./decision";
import styles from "./decision.module.css";
import type { DecidableCaseFragment, RulesInForceQuery } from "./decision.generated";
import { decisionText } from "./decision.text";
import { EvidenceChoice } from "./evidence-choice";
import { byKind, withRule } from "./suggested";
import { FINDING_KEYS } from "./use-decision-keys";
import { useKeys } from "../shortcuts";

interface Props {
  number: number;
  breach: DecidableCaseFragment["breaches"][number];
  rules: RulesInForceQuery["rules"];
  /** What the case says of this breach. */
  values: Values;
  finding: FindingDraft | undefined;
  /** What counts in the case, with who sees it. */
  evidence: readonly Pick<DecidableCaseFragment["evidence"]["nodes"][number], "id" | "title" | "visibility">[];
  errorAt: (field: string) => string | undefined;
  onChange: (finding: FindingDraft) => void;
}

/** The promise and the alleged breach, beside the finding. */
export function BreachFinding({
  number,
  breach,
  rules,
  values,
  finding = NO_FINDING,
  evidence,
  errorAt,
  onChange,
}: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  const optionsOf = useOptions();
  const [keys] = useKeys();
  const rule = rules.find(({ id }) => id === finding.ruleVersionId);
  const shownTo = isBreach(finding.result) ? "PROVIDER_SIDE" : "CONSUMER_SIDE";
  const { about, others } = byKind(rules, breach.kind);
  const change = (patch: Partial<FindingDraft>): void =>
    onChange(withRule({ ...finding, ...patch }, rules, breach.kind));
  return (
    <article className="card stack-tight" aria-labelledby={breach.id} data-finding>
      <h3 id={breach.id}>{say("breach", { number, kind: label("PromiseKind", breach.kind) })}</h3>
      <div className="beside">
        <div className="stack-tight">
          <h4 className="small muted">{say("promised", { version: breach.promiseVersion.version })}</h4>
          <blockquote className={`prose ${styles.quote}`}>{breach.promiseVersion.text}</blockquote>
          <details className="small muted">
            <summary>{say("sealed")}</summary>
            <p className="mono">{say("digest", { digest: breach.promiseVersion.digest })}</p>
          </details>
          <dl className="facts">
            <dt>{say("expected")}</dt>
            <dd className="prose">{breach.expected}</dd>
            <dt>{say("delivered")}</dt>
            <dd className="prose">{breach.delivered}</dd>
            <dt>{say("atStake")}</dt>
            <dd>{formatStake(breach.atStake)}</dd>
            {breach.machineFinding && (
              <>
                <dt>{say("machine")}</dt>
                <dd>
                  {breach.machineFinding.delivered}{" "}
                  {breach.machineFinding.certain && <Badge tone="info">{say("machineCertain")}</Badge>}
                </dd>
              </>
            )}
          </dl>
        </div>
        <div className="stack-tight">
          <Segments
            legend={say("result")}
            required
            value={finding.result}
            error={errorAt("result") ?? errorAt("breachId")}
            options={valuesOf("FindingResult").map((value) => ({
              value,
              label: label("FindingResult", value),
              shortcut: keys.on ? keys.of[FINDING_KEYS[value]] : null,
            }))}
            onChoose={(result) => change({ result })}
          />
          <Field label={say("rule")} error={errorAt("ruleVersionId")}>
            {(wiring) => (
              <select
                {...wiring}
                required
                value={finding.ruleVersionId}
                onChange={({ target }) => change({ ruleVersionId: target.value })}
              >
                <option value="">{say("choose")}</option>
                <RuleOptions label={say("suggested")} rules={about} />
                <RuleOptions label={say("otherRules")} rules={others} />
              </select>
            )}
          </Field>
          {rule && (
            <details className="small">
              <summary>{say("ruleText")}</summary>
              <p className="prose">{rule.text.text}</p>
              <p className="muted">
                {say("ruleMeasures", { measures: formatList(rule.measures.map((kind) => label("PenaltyKind", kind))) })}
              </p>
            </details>
          )}
          <Select
            label={say("severity")}
            value={finding.severity}
            error={errorAt("severity")}
            options={[{ value: "", label: say("asTheRule") }, ...optionsOf("Severity")]}
            onChange={({ target }) => change({ severity: target.value as Severity })}
          />
          <TextAreaWithTexts
            label={say("reasoning")}
            required
            value={finding.reasoning}
            values={values}
            ruleCodes={rule ? [rule.code] : about.map(({ code }) => code)}
            error={errorAt("reasoning")}
            onText={(reasoning) => change({ reasoning })}
          />
          {finding.result && (
            <EvidenceChoice
              legend={say("restsOn")}
              none={say("restsOnNothing")}
              error={evidence.map((_, index) => errorAt(`evidenceIds.${index}`)).find(Boolean)}
              evidence={evidence.filter(({ visibility }) => visibility === "PARTIES" || visibility === shownTo)}
              chosen={finding.evidenceIds ?? []}
              onChange={(evidenceIds) => change({ evidenceIds })}
            />
          )}
        </div>
      </div>
    </article>
  );
}

function RuleOptions({ label, rules }: { label: string; rules: RulesInForceQuery["rules"] }): ReactNode {
  if (rules.length === 0) return null;
  return (
    <optgroup label={label}>
      {rules.map(({ id, code, title }) => (
        <option key={id} value={id}>
          {code} {title.text}
        </option>
      ))}
    </optgroup>
  );
}
