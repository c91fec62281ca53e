import {
  Banknote,
  CalendarPlus,
  Coins,
  HandCoins,
  HeartHandshake,
  PackageOpen,
  Repeat,
  Ticket,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import type { CompensationBasis, RemedyKind } from "../api/schema.generated";
import { Select, TextArea } from "../design/field";
import { Folded } from "../design/folded";
import { Icon } from "../design/icon";
import { MoneyInput } from "../design/money-input";
import { useInvalid } from "../design/say-invalid";
import { formatMoney } from "../text/format";
import { useLabel, useOptions, valuesOf } from "../text/labels";
import { useText } from "../text/language";
import { MAY_COMPENSATE, NEEDS_AMOUNT } from "../design/remedy-kinds";
import type { StepProps } from "./complain-steps";
import styles from "./complain.module.css";
import { complainText } from "./complain.text";
import { mayGoBack } from "./may-go-back";

const WHOLE_PRICE: ReadonlySet<RemedyKind> = new Set(["REFUND_FULL", "RETURN_AND_REFUND"]);

const ICONS: Record<RemedyKind, LucideIcon> = {
  REFUND_FULL: Banknote,
  REFUND_PART: Coins,
  RETURN_AND_REFUND: PackageOpen,
  REPLACE: Repeat,
  REPERFORM: Wrench,
  EXTEND_SERVICE: CalendarPlus,
  CREDIT: Ticket,
  COMPENSATION: HandCoins,
  APOLOGY: HeartHandshake,
};

/** What would put it right, as cards; what a choice needs besides is asked inside its card. */
export function DemandStep(props: StepProps): ReactNode {
  const { draft, change, refusal } = props;
  const say = useText(complainText);
  const { invalid, wiring } = useInvalid("radio");
  return (
    <>
      <fieldset {...wiring} className={styles.choice}>
        <legend>{say("demandKind")}</legend>
        {invalid && (
          <p role="alert" className="bad small">
            {invalid}
          </p>
        )}
        <div className={styles.remedies}>
          {valuesOf("RemedyKind").map((kind) => (
            <RemedyCard key={kind} kind={kind} {...props} />
          ))}
        </div>
      </fieldset>
      <Folded
        summary={say("addWords")}
        open={draft.demandText !== "" || needsWords(draft) || refusal?.at("demandText") !== undefined}
      >
        <TextArea
          label={say("demandText")}
          required={needsWords(draft)}
          value={draft.demandText}
          error={refusal?.at("demandText")}
          onChange={({ target }) => change({ demandText: target.value })}
        />
      </Folded>
    </>
  );
}

/** Which law, what loss. */
const needsWords = ({ demandBasis }: StepProps["draft"]): boolean =>
  demandBasis === "STATUTORY" || demandBasis === "ACTUAL_LOSS";

function RemedyCard({ kind, ...props }: StepProps & { kind: RemedyKind }): ReactNode {
  const { order, draft, change } = props;
  const say = useText(complainText);
  const label = useLabel();
  const chosen = draft.demandKind === kind;
  const choose = (): void =>
    change({
      demandKind: kind,
      ...(!MAY_COMPENSATE.has(kind) && { demandBasis: null }),
      ...(!NEEDS_AMOUNT.has(kind) && { demandAmount: null }),
    });
  const price = formatMoney(mayGoBack(order));
  return (
    <div className={styles.card} data-chosen={chosen || undefined}>
      <label className={styles.head}>
        <Icon of={ICONS[kind]} size={20} />
        <span className={styles.words}>
          <strong>{label("RemedyKind", kind)}</strong>
          <span className="small muted">
            {say(kind)} {kind === "REFUND_PART" && say("upTo", { price })}
          </span>
        </span>
        {WHOLE_PRICE.has(kind) && <strong className="numeric">{price}</strong>}
        <input
          type="radio"
          name="demandKind"
          required
          aria-label={label("RemedyKind", kind)}
          checked={chosen}
          onChange={choose}
        />
      </label>
      {chosen && NEEDS_AMOUNT.has(kind) && (
        <div className={`stack-tight ${styles.inside}`}>
          <AmountAndBasis {...props} kind={kind} />
        </div>
      )}
    </div>
  );
}

function AmountAndBasis({ order, draft, change, refusal, kind }: StepProps & { kind: RemedyKind }): ReactNode {
  const say = useText(complainText);
  const optionsOf = useOptions();
  return (
    <>
      <MoneyInput
        label={say("demandAmount")}
        required
        currency={order.price.currency}
        amount={draft.demandAmount}
        error={refusal?.at("demandAmount")}
        onAmount={(demandAmount) => change({ demandAmount })}
      />
      {MAY_COMPENSATE.has(kind) && (
        <Select
          label={say("demandBasis")}
          required={kind === "COMPENSATION"}
          hint={say("demandBasisHint")}
          options={[
            { value: "", label: "–" },
            ...optionsOf(
              "CompensationBasis",
              valuesOf("CompensationBasis").filter((value) => value !== "STATUTORY" || order.buyerKind === "CONSUMER"),
            ),
          ]}
          value={draft.demandBasis ?? ""}
          error={refusal?.at("demandBasis")}
          onChange={({ target }) => change({ demandBasis: (target.value as CompensationBasis) || null })}
        />
      )}
    </>
  );
}
