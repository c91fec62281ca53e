import type { ReactNode } from "react";
import { Link } from "react-router";
import type { BreachClass } from "../api/schema.generated";
import { Choices, TextArea } from "../design/field";
import { Folded } from "../design/folded";
import { Icon } from "../design/icon";
import { MoneyInput } from "../design/money-input";
import { Notice } from "../design/notice";
import { PROMISE_ICONS } from "../design/promise-icons";
import { useNow } from "../design/time";
import { colon, formatTime } from "../text/format";
import { useLabel, useOptions } from "../text/labels";
import { useText } from "../text/language";
import { promiseName } from "../text/promise-name";
import type { StepProps } from "./complain-steps";
import { complainText } from "./complain.text";
import styles from "./complain.module.css";
import { beginBreach, type BreachTyped } from "./complaint-draft";
import { FindingText } from "./findings";
import { openCaseAbout } from "./open-case-about";

/** The promises of the order as cards; for each that was broken, what came instead. */
export function BreachesStep(props: StepProps): ReactNode {
  const { order, draft, change, refusal } = props;
  const say = useText(complainText);
  const ofPlatform = order.promises.filter(({ promiseVersion }) => promiseVersion.platformPromise);
  const ofProvider = order.promises.filter(({ promiseVersion }) => !promiseVersion.platformPromise);
  const isPicked = ({ promiseVersion: { id } }: Promised): boolean =>
    draft.breaches.some(({ promiseVersionId }) => promiseVersionId === id);
  const cards = (promises: Promised[]): ReactNode =>
    promises.map((promise) => <PromiseCard key={promise.promiseVersion.id} promise={promise} {...props} />);
  return (
    <>
      <fieldset className={`stack-tight ${styles.choice}`}>
        <legend>{say(draft.breachClass === "ORDINARY" ? "pick" : "pickIfAny")}</legend>
        {cards(ofProvider)}
        {ofPlatform.length > 0 && (
          <Folded
            summary={say("ofPlatform", { count: ofPlatform.length })}
            open={ofProvider.length === 0 || ofPlatform.some(isPicked)}
          >
            <div className={`stack-tight ${styles.folded}`}>{cards(ofPlatform)}</div>
          </Folded>
        )}
      </fieldset>
      <Folded
        summary={say("graver")}
        open={draft.breachClass !== "ORDINARY" || refusal?.at("breachClass") !== undefined}
      >
        <div className={`stack ${styles.folded}`}>
          <Gravity draft={draft} change={change} />
          {draft.breachClass !== "ORDINARY" && (
            <TextArea
              label={say("storyField")}
              hint={say("storyHint")}
              required={draft.breaches.length === 0}
              rows={6}
              value={draft.story}
              onChange={({ target }) => change({ story: target.value })}
            />
          )}
        </div>
      </Folded>
    </>
  );
}

type Promised = StepProps["order"]["promises"][number];

function Gravity({ draft, change }: Pick<StepProps, "draft" | "change">): ReactNode {
  const say = useText(complainText);
  const optionsOf = useOptions();
  return (
    <>
      <Choices
        legend={say("breachClass")}
        name="breachClass"
        options={optionsOf("BreachClass")}
        value={draft.breachClass}
        onChoose={(value) => change({ breachClass: value as BreachClass })}
      />
      <p className="small muted">{say("breachClassHint")}</p>
    </>
  );
}

function PromiseCard({ promise, order, draft, change, refusal }: StepProps & { promise: Promised }): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  const now = useNow();
  const { complainableUntil, promiseVersion } = promise;
  const { id, kind, bilingual } = promiseVersion;
  const over = complainableUntil !== null && Date.parse(complainableUntil) < now;
  const at = draft.breaches.findIndex(({ promiseVersionId }) => promiseVersionId === id);
  const breach = draft.breaches[at];
  const finding = order.machineFindings.find(({ promiseVersion }) => promiseVersion.id === id);
  const openCase = openCaseAbout(order, id);
  const toggle = (): void =>
    change({
      breaches: breach ? draft.breaches.filter((each) => each !== breach) : [...draft.breaches, beginBreach(order, id)],
    });
  return (
    <div className={styles.card} data-chosen={breach !== undefined || undefined}>
      <label className={styles.head}>
        <Icon of={PROMISE_ICONS[kind]} size={20} />
        <span className={styles.words}>
          <strong>{promiseName(promiseVersion, kind, label)}</strong>
          <span>{bilingual?.text ?? promiseVersion.text}</span>
          {over && <span className="small muted">{say("tooLate", { at: formatTime(complainableUntil) })}</span>}
          {finding && !breach && (
            <span className="small warn">
              {say("recordSays")}
              {colon()}
              <strong>{finding.delivered}</strong>
            </span>
          )}
        </span>
        <input type="checkbox" checked={breach !== undefined} disabled={over && !breach} onChange={toggle} />
      </label>
      {openCase && (
        <p className={`small muted ${styles.inside}`}>
          {say("hasCase")}
          {colon()}
          <Link to={`/cases/${openCase.id}`}>{openCase.title}</Link>
        </p>
      )}
      {breach && (
        <div className={`stack-tight ${styles.inside}`}>
          {finding && (
            <Notice tone="warn">
              <p className="small">{say("recordSays")}</p>
              <FindingText finding={finding} />
            </Notice>
          )}
          <Broken
            breach={breach}
            currency={order.price.currency}
            onEdit={(edited) => change({ breaches: draft.breaches.map((each) => (each === breach ? edited : each)) })}
            error={(field) => refusal?.at(`breaches.${at}.${field}`)}
          />
        </div>
      )}
    </div>
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
    <>
      <TextArea
        label={say("delivered")}
        required
        rows={2}
        value={breach.delivered}
        error={error("delivered")}
        onChange={({ target }) => onEdit({ ...breach, delivered: target.value })}
      />
      <Folded
        className="small"
        summary={say("nameAmount")}
        open={breach.amount !== null || error("amount") !== undefined}
      >
        <MoneyInput
          label={say("amount")}
          hint={say("amountHint")}
          currency={currency}
          amount={breach.amount}
          error={error("amount")}
          onAmount={(amount) => onEdit({ ...breach, amount })}
        />
      </Folded>
    </>
  );
}
