import type { ReactNode } from "react";
import type { CompensationBasis, RemedyKind } from "../api/schema.generated";
import { Choices, Select, TextArea } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { useLabel, valuesOf } from "../text/labels";
import { useText } from "../text/language";
import type { StepProps } from "./complain-steps";
import { complainText } from "./complain.text";

/** The others take none. */
const NEEDS_AMOUNT: ReadonlySet<RemedyKind> = new Set(["REFUND_PART", "CREDIT", "COMPENSATION"]);

export function DemandStep({ order, draft, change, refusal }: StepProps): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  return (
    <>
      <Choices
        legend={say("demandKind")}
        name="demandKind"
        options={valuesOf("RemedyKind").map((value) => ({ value, label: label("RemedyKind", value) }))}
        value={draft.demandKind}
        onChoose={(value) =>
          change({
            demandKind: value as RemedyKind,
            ...(value !== "COMPENSATION" && value !== "CREDIT" && { demandBasis: null }),
            ...(!NEEDS_AMOUNT.has(value as RemedyKind) && { demandAmount: null }),
          })
        }
      />
      {(draft.demandKind === "COMPENSATION" || draft.demandKind === "CREDIT") && (
        <Select
          label={say("demandBasis")}
          hint={say("demandBasisHint")}
          options={[
            { value: "", label: "–" },
            ...valuesOf("CompensationBasis")
              .filter((value) => value !== "STATUTORY" || order.buyerKind === "CONSUMER")
              .map((value) => ({ value, label: label("CompensationBasis", value) })),
          ]}
          value={draft.demandBasis ?? ""}
          error={refusal?.at("demandBasis")}
          onChange={({ target }) => change({ demandBasis: (target.value as CompensationBasis) || null })}
        />
      )}
      {(draft.demandKind === null || NEEDS_AMOUNT.has(draft.demandKind)) && (
        <MoneyInput
          label={say("demandAmount")}
          hint={say("demandAmountHint")}
          currency={order.price.currency}
          amount={draft.demandAmount}
          error={refusal?.at("demandAmount")}
          onAmount={(demandAmount) => change({ demandAmount })}
        />
      )}
      <TextArea
        label={say("demandText")}
        value={draft.demandText}
        error={refusal?.at("demandText")}
        onChange={({ target }) => change({ demandText: target.value })}
      />
    </>
  );
}
