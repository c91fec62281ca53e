import type { FormEvent, ReactNode } from "react";
import type { BreachClass, BreachInput, CompensationBasis, RemedyKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Select, TextArea, TextInput } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { MAY_COMPENSATE, NEEDS_AMOUNT } from "../design/remedy-kinds";
import { useOptions, valuesOf } from "../text/labels";
import { AffectedOrders } from "./affected-orders";
import { BreachFields } from "./breach-fields";
import {
  OpenCaseFromFindingDocument,
  type AffectedOrderFragment,
  type ObservationShownFragment,
} from "./inspections.generated";

const text = defineText("caseForm", {
  en: {
    explain:
      "The case goes to the moderators at once and is the consumer's from then on; both sides are notified. No one who inspected may decide it.",
    title: "The complaint in one line",
    story: "What happened",
    breachClass: "How grave",
    breaches: "Promises broken",
    demand: "What is demanded",
    amount: "How much",
    demandBasis: "Why more than the price",
    demandBasisHint: "By law, or an actual loss: say which in the demand's words.",
    demandText: "The demand in words",
    newFacts: "What is new since the matter was decided",
    open: "Open the case",
  },
  zh: {
    explain: "案件将直接提交审核，此后归消费者所有，双方都会收到通知；参与巡查的人不得作出处理决定。",
    title: "一句话概括",
    story: "事情经过",
    breachClass: "严重程度",
    breaches: "违反的承诺",
    demand: "诉求",
    amount: "金额",
    demandBasis: "超出价款的依据",
    demandBasisHint: "依法赔偿和实际损失须在诉求说明中写明依据。",
    demandText: "诉求说明",
    newFacts: "处理结果作出后的新事实",
    open: "确认立案",
  },
});

const FIELDS = [
  "title",
  "story",
  "breachClass",
  "demandKind",
  "demandAmount",
  "demandBasis",
  "demandText",
  "newFacts",
  "orderId",
];

interface Written {
  order: AffectedOrderFragment | null;
  breaches: BreachInput[];
  title: string;
  story: string;
  breachClass: BreachClass;
  demandKind: RemedyKind;
  demandAmount: number | null;
  demandBasis: CompensationBasis | null;
  demandText: string;
  newFacts: string;
}

const NOTHING: Written = {
  ...{ order: null, breaches: [], title: "", story: "", breachClass: "ORDINARY" },
  ...{ demandKind: "REFUND_FULL", demandAmount: null, demandBasis: null, demandText: "", newFacts: "" },
};

interface Props {
  providerId: string;
  item: ObservationShownFragment;
  onDone: () => void;
}

export default function CaseForm({ providerId, item, onDone }: Props): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const kept = useKept<Written>(`case from finding ${item.id}`, "", { ...NOTHING, story: item.note ?? "" });
  const { order, breaches, title, story, breachClass, demandKind, demandAmount, demandBasis, demandText, newFacts } =
    kept.value;
  const { act, busy, refusal } = useAct(OpenCaseFromFindingDocument);
  const isPlaced = FIELDS.some((field) => refusal?.at(field));

  function choose(chosen: AffectedOrderFragment): void {
    const ofKind = chosen.promises.filter(({ promiseVersion }) => promiseVersion.kind === item.kind);
    const own = ofKind.filter(({ promiseVersion }) => !promiseVersion.platformPromise);
    // The platform's own promise says less than what the provider promised itself.
    const broken = own.length > 0 ? own : ofKind;
    kept.patch({
      order: chosen,
      breaches: broken.map(({ promiseVersion }) => ({
        ...{ promiseVersionId: promiseVersion.id, amount: 0 },
        ...{ expected: promiseVersion.text, delivered: item.note ?? "" },
      })),
    });
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!order) return;
    const done = await act({
      ...{ observationId: item.id, orderId: order.id, title, story, breachClass, breaches, demandKind },
      demandAmount: NEEDS_AMOUNT.has(demandKind) ? demandAmount : null,
      demandBasis: MAY_COMPENSATE.has(demandKind) ? demandBasis : null,
      demandText: demandText || null,
      newFacts: newFacts || null,
    });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">{say("explain")}</p>
      <AffectedOrders providerId={providerId} chosen={order} error={refusal?.at("orderId")} onChoose={choose} />
      {order && (
        <>
          <fieldset className="stack-tight">
            <legend>{say("breaches")}</legend>
            <BreachFields
              promises={order.promises.map(({ promiseVersion }) => promiseVersion)}
              currency={order.price.currency}
              breaches={breaches}
              refusal={refusal}
              onChange={(changed) => kept.patch({ breaches: changed })}
            />
          </fieldset>
          <TextInput
            required
            label={say("title")}
            value={title}
            error={refusal?.at("title")}
            onChange={({ target }) => kept.patch({ title: target.value })}
          />
          <TextArea
            required
            label={say("story")}
            value={story}
            error={refusal?.at("story")}
            onChange={({ target }) => kept.patch({ story: target.value })}
          />
          <div className="beside">
            <Select
              label={say("breachClass")}
              value={breachClass}
              error={refusal?.at("breachClass")}
              options={optionsOf("BreachClass")}
              onChange={({ target }) => kept.patch({ breachClass: target.value as BreachClass })}
            />
            <Select
              label={say("demand")}
              value={demandKind}
              error={refusal?.at("demandKind")}
              options={optionsOf("RemedyKind")}
              onChange={({ target }) => kept.patch({ demandKind: target.value as RemedyKind })}
            />
            {NEEDS_AMOUNT.has(demandKind) && (
              <MoneyInput
                label={say("amount")}
                required
                currency={order.price.currency}
                amount={demandAmount}
                error={refusal?.at("demandAmount")}
                onAmount={(amount) => kept.patch({ demandAmount: amount })}
              />
            )}
            {MAY_COMPENSATE.has(demandKind) && (
              <Select
                label={say("demandBasis")}
                required={demandKind === "COMPENSATION"}
                hint={say("demandBasisHint")}
                value={demandBasis ?? ""}
                error={refusal?.at("demandBasis")}
                options={[
                  { value: "", label: "–" },
                  ...optionsOf(
                    "CompensationBasis",
                    valuesOf("CompensationBasis").filter(
                      (value) => value !== "STATUTORY" || order.buyerKind === "CONSUMER",
                    ),
                  ),
                ]}
                onChange={({ target }) => kept.patch({ demandBasis: (target.value as CompensationBasis) || null })}
              />
            )}
          </div>
          <TextInput
            label={say("demandText")}
            required={MAY_COMPENSATE.has(demandKind) && (demandBasis === "STATUTORY" || demandBasis === "ACTUAL_LOSS")}
            value={demandText}
            error={refusal?.at("demandText")}
            onChange={({ target }) => kept.patch({ demandText: target.value })}
          />
          {(refusal?.code === "ALREADY_DECIDED" || newFacts) && (
            <TextArea
              label={say("newFacts")}
              value={newFacts}
              error={refusal?.at("newFacts")}
              onChange={({ target }) => kept.patch({ newFacts: target.value })}
            />
          )}
        </>
      )}
      {!isPlaced && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={!order}>
          {say("open")}
        </Button>
      </div>
    </form>
  );
}
