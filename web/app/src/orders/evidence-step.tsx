import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { TextArea, TextInput } from "../design/field";
import { Folded } from "../design/folded";
import { later } from "../design/later";
import { usePieces } from "../evidence/pieces";
import { useViewer } from "../shell/viewer";
import { colon, formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import type { Step, StepProps } from "./complain-steps";
import { complainText } from "./complain.text";
import { nameOf, titleOf } from "./complaint-draft";

const EvidenceTray = later(async () => ({ default: (await import("../evidence/tray")).EvidenceTray }));

/** What shows it, and the whole complaint once more, as it will be filed. */
export function EvidenceStep(props: StepProps): ReactNode {
  const { order, draft, change, refusal } = props;
  const say = useText(complainText);
  const pieces = usePieces({ accountId: useViewer()?.id ?? "", place: order.id });
  return (
    <>
      <p className="muted">{say("evidenceHint")}</p>
      <EvidenceTray place={order.id} side="CONSUMER" earlier={NOTHING} />
      {pieces.length > 0 && <p className="small">{say("goWith", { count: pieces.length })}</p>}
      <Summary {...props} />
      <Told {...props} />
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

const NOTHING: readonly never[] = [];

/** Neither is needed: what was picked says as much. */
function Told({ order, draft, change, refusal }: StepProps): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  const wrong = refusal?.at("title") ?? refusal?.at("story");
  return (
    <Folded summary={say("tell")} open={draft.title !== "" || draft.story !== "" || wrong !== undefined}>
      <div className="stack">
        <TextInput
          label={say("titleField")}
          placeholder={titleOf(order, draft, label)}
          value={draft.title}
          error={refusal?.at("title")}
          onChange={({ target }) => change({ title: target.value })}
        />
        <TextArea
          label={say("storyField")}
          hint={say("storyHint")}
          rows={6}
          value={draft.story}
          error={refusal?.at("story")}
          onChange={({ target }) => change({ story: target.value })}
        />
      </div>
    </Folded>
  );
}

function Summary({ order, draft, go }: StepProps): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  const money = (amount: number): string => formatMoney({ amount, currency: order.price.currency });
  return (
    <>
      <Part step="breaches" go={go}>
        {draft.breachClass !== "ORDINARY" && (
          <p>
            <Badge tone="bad">{label("BreachClass", draft.breachClass)}</Badge>
          </p>
        )}
        <dl className="facts">
          {draft.breaches.map(({ promiseVersionId, delivered, amount }) => (
            <div key={promiseVersionId}>
              <dt>{nameOf(order, promiseVersionId, label)}</dt>
              <dd>
                <span className="prose">{delivered}</span>{" "}
                {amount !== null && amount > 0 && <span className="numeric muted">{money(amount)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part step="demand" go={go}>
        <p>
          <strong>{draft.demandKind ? label("RemedyKind", draft.demandKind) : say("nothingYet")}</strong>{" "}
          {draft.demandBasis && <span>{label("CompensationBasis", draft.demandBasis)} </span>}
          {draft.demandAmount !== null && <span className="numeric">{money(draft.demandAmount)}</span>}
        </p>
        {draft.demandText && <p className="prose">{draft.demandText}</p>}
      </Part>
    </>
  );
}

function Part({ step, go, children }: { step: Step; go: (step: Step) => void; children: ReactNode }): ReactNode {
  const say = useText(complainText);
  return (
    <section className="stack-tight" aria-label={say(step)}>
      <div className="row spread">
        <h3>{say(step)}</h3>
        <Button kind="quiet" aria-label={say("change") + colon() + say(step)} onClick={() => go(step)}>
          {say("change")}
        </Button>
      </div>
      {children}
    </section>
  );
}
