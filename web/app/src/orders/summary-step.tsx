import type { ReactNode } from "react";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { TextArea } from "../design/field";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { promiseName } from "../text/promise-name";
import type { Step, StepProps } from "./complain-steps";
import { complainText } from "./complain.text";

/** The whole complaint once more, as it will be filed. */
export function SummaryStep({ order, draft, change, refusal, go }: StepProps): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  const nameOf = (versionId: string): ReactNode => {
    const promised = order.promises.find(({ promiseVersion }) => promiseVersion.id === versionId)?.promiseVersion;
    return promised && promiseName(promised, promised.kind, label);
  };
  const money = (amount: number): string => formatMoney({ amount, currency: order.price.currency });
  return (
    <>
      <Part step="breaches" go={go}>
        <ul className="stack-tight" role="list">
          {draft.breaches.map(({ promiseVersionId, expected, delivered, amount }) => (
            <li key={promiseVersionId}>
              <p>
                <strong>{nameOf(promiseVersionId)}</strong>
              </p>
              <dl className="facts">
                <dt>{say("expected")}</dt>
                <dd className="prose">{expected}</dd>
                <dt>{say("delivered")}</dt>
                <dd className="prose">{delivered}</dd>
                {amount !== null && amount > 0 && (
                  <>
                    <dt>{say("amount")}</dt>
                    <dd className="numeric">{money(amount)}</dd>
                  </>
                )}
              </dl>
            </li>
          ))}
        </ul>
      </Part>
      <Part step="story" go={go}>
        <p>
          <strong>{draft.title || say("nothingYet")}</strong>{" "}
          {draft.breachClass !== "ORDINARY" && <Badge tone="bad">{label("BreachClass", draft.breachClass)}</Badge>}
        </p>
        <p className="prose">{draft.story}</p>
      </Part>
      <Part step="demand" go={go}>
        <p>
          <strong>{draft.demandKind ? label("RemedyKind", draft.demandKind) : say("nothingYet")}</strong>{" "}
          {draft.demandBasis && <span>{label("CompensationBasis", draft.demandBasis)} </span>}
          {draft.demandAmount !== null && <span className="numeric">{money(draft.demandAmount)}</span>}
        </p>
        <p className="prose">{draft.demandText}</p>
      </Part>
      {(refusal?.code === "ALREADY_DECIDED" || draft.newFacts) && (
        <TextArea
          label={say("newFacts")}
          hint={say("newFactsHint")}
          rows={5}
          value={draft.newFacts ?? ""}
          error={refusal?.at("newFacts")}
          onChange={({ target }) => change({ newFacts: target.value })}
        />
      )}
    </>
  );
}

function Part({ step, go, children }: { step: Step; go: (step: Step) => void; children: ReactNode }): ReactNode {
  const say = useText(complainText);
  return (
    <section className="stack-tight" aria-label={say(step)}>
      <div className="row spread">
        <h3>{say(step)}</h3>
        <Button kind="quiet" aria-label={`${say("change")}: ${say(step)}`} onClick={() => go(step)}>
          {say("change")}
        </Button>
      </div>
      {children}
    </section>
  );
}
