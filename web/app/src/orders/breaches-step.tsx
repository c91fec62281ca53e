import type { ReactNode } from "react";
import type { BreachClass } from "../api/schema.generated";
import { Checkbox, Select, TextArea } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { Notice } from "../design/notice";
import { useNow } from "../design/time";
import { formatTime } from "../text/format";
import { useLabel, valuesOf } from "../text/labels";
import { useText } from "../text/language";
import { promiseName } from "../text/promise-name";
import type { StepProps } from "./complain-steps";
import { complainText } from "./complain.text";
import styles from "./complain.module.css";
import { beginBreach, type BreachTyped } from "./complaint-draft";
import { FindingText } from "./findings";

/** The promises of the order; for each that was broken, how it was broken. */
export function BreachesStep({ order, draft, change, refusal }: StepProps): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  const now = useNow();
  const at = (id: string): number => draft.breaches.findIndex(({ promiseVersionId }) => promiseVersionId === id);
  const toggle = (id: string): void =>
    change({
      breaches:
        at(id) < 0
          ? [...draft.breaches, beginBreach(order, id)]
          : draft.breaches.filter(({ promiseVersionId }) => promiseVersionId !== id),
    });
  const edit = (breach: BreachTyped): void =>
    change({
      breaches: draft.breaches.map((each) => (each.promiseVersionId === breach.promiseVersionId ? breach : each)),
    });
  const ofPlatform = order.promises.filter(({ promiseVersion }) => promiseVersion.platformPromise);
  const ofProvider = order.promises.filter(({ promiseVersion }) => !promiseVersion.platformPromise);
  const pick = (promises: typeof order.promises): ReactNode =>
    promises.map(({ complainableUntil, promiseVersion }) => {
      const { id, kind, bilingual } = promiseVersion;
      const text = bilingual?.text ?? promiseVersion.text;
      const over = complainableUntil !== null && Date.parse(complainableUntil) < now;
      const breach = draft.breaches[at(id)];
      const finding = order.machineFindings.find(({ promiseVersion }) => promiseVersion.id === id);
      return (
        <div key={id} className="stack-tight">
          <Checkbox
            checked={breach !== undefined}
            disabled={over && breach === undefined}
            onChange={() => toggle(id)}
            label={
              <>
                <strong>{promiseName(promiseVersion, kind, label)}</strong> {text}
                {over && <span className="small muted"> {say("tooLate", { at: formatTime(complainableUntil) })}</span>}
              </>
            }
          />
          {finding && (
            <Notice tone="warn">
              <p className="small">{say("recordSays")}</p>
              <FindingText finding={finding} />
            </Notice>
          )}
          {breach && (
            <Broken
              breach={breach}
              currency={order.price.currency}
              onEdit={edit}
              error={(field) => refusal?.at(`breaches.${at(id)}.${field}`)}
            />
          )}
        </div>
      );
    });
  return (
    <>
      <Select
        label={say("breachClass")}
        hint={say("breachClassHint")}
        options={valuesOf("BreachClass").map((value) => ({ value, label: label("BreachClass", value) }))}
        value={draft.breachClass}
        error={refusal?.at("breachClass")}
        onChange={({ target }) => change({ breachClass: target.value as BreachClass })}
      />
      <fieldset className="stack">
        <legend>{say(draft.breachClass === "ORDINARY" ? "pick" : "pickIfAny")}</legend>
        {pick(ofProvider)}
        {ofPlatform.length > 0 && <p className="muted">{say("ofPlatform")}</p>}
        {pick(ofPlatform)}
      </fieldset>
    </>
  );
}

interface BrokenProps {
  breach: BreachTyped;
  currency: string;
  onEdit: (breach: BreachTyped) => void;
  error: (field: string) => string | undefined;
}

function Broken({ breach, currency, onEdit, error }: BrokenProps): ReactNode {
  const say = useText(complainText);
  return (
    <div className={styles.picked}>
      {(["expected", "delivered"] as const).map((field) => (
        <TextArea
          key={field}
          label={say(field)}
          required
          value={breach[field]}
          error={error(field)}
          onChange={({ target }) => onEdit({ ...breach, [field]: target.value })}
        />
      ))}
      <MoneyInput
        label={say("amount")}
        hint={say("amountHint")}
        currency={currency}
        amount={breach.amount}
        error={error("amount")}
        onAmount={(amount) => onEdit({ ...breach, amount })}
      />
    </div>
  );
}
