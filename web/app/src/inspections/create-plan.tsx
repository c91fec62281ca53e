import type { FormEvent, ReactNode } from "react";
import type { InspectionPlanKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices, TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { CategoryInput } from "../market/category-input";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/room-labels";
import { CreateInspectionPlanDocument } from "./plans.generated";
import { ProviderChoice, type ChosenProvider } from "./provider-choice";

const text = defineText("createPlan", {
  en: {
    kind: "How providers are chosen",
    whom: "For one provider, or for a category; by lot without either: among all who sell.",
    category: "Category",
    categoryHint: "As listings name it, e.g. shop-design",
    everyDays: "Days from one round to the next",
    perRound: "Providers in a round, at most",
    reason: "What the inspections are for",
    firstAt: "First round",
    firstAtHint: "Left empty: at once",
    make: "Make the plan",
  },
  zh: {
    kind: "如何选定服务商",
    whom: "针对一家服务商或一个类目；抽签时两者都不填，则在全部在售服务商中抽取。",
    category: "类目",
    categoryHint: "与商品标注的一致，例如 shop-design",
    everyDays: "两轮间隔天数",
    perRound: "每轮最多几家",
    reason: "巡查目的",
    firstAt: "首轮时间",
    firstAtHint: "留空则立即开始",
    make: "确认制定",
  },
});

interface Written {
  kind: InspectionPlanKind;
  provider: ChosenProvider | null;
  category: string;
  everyDays: string;
  perRound: string;
  reason: string;
  firstAt: string;
}

const FIELDS = ["providerId", "category", "everyDays", "perRound", "reason", "firstAt"];

export function CreatePlan({ onDone }: { onDone: () => void }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const kept = useKept<Written>("plan of inspections", "", {
    kind: "SCHEDULED",
    provider: null,
    category: "",
    everyDays: "30",
    perRound: "1",
    reason: "",
    firstAt: "",
  });
  const { kind, provider, ...typed } = kept.value;
  const { act, busy, refusal } = useAct(CreateInspectionPlanDocument);
  const isPlaced = FIELDS.some((field) => refusal?.at(field));
  const input = (name: keyof typeof typed) => ({
    label: say(name),
    value: typed[name],
    error: refusal?.at(name),
    onChange: ({ target }: { target: { value: string } }) => kept.patch({ [name]: target.value }),
  });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { category, everyDays, perRound, reason, firstAt } = typed;
    const done = await act({
      ...{ kind, reason, everyDays: Number(everyDays), perRound: Number(perRound) },
      providerId: provider?.id ?? null,
      category: category || null,
      firstAt: firstAt ? new Date(firstAt).toISOString() : null,
    });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={say("kind")}
        name="kind"
        value={kind}
        options={optionsOf("InspectionPlanKind")}
        onChoose={(value) => kept.patch({ kind: value as InspectionPlanKind })}
      />
      <p className="muted">{say("whom")}</p>
      <ProviderChoice
        chosen={provider}
        error={refusal?.at("providerId")}
        onChoose={(chosen) => kept.patch({ provider: chosen })}
      />
      <CategoryInput {...input("category")} hint={say("categoryHint")} />
      <div className="beside">
        <TextInput {...input("everyDays")} required type="number" step={1} />
        <TextInput {...input("perRound")} required type="number" step={1} />
      </div>
      <TextArea {...input("reason")} required />
      <TextInput {...input("firstAt")} type="datetime-local" hint={say("firstAtHint")} />
      {!isPlaced && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("make")}
        </Button>
      </div>
    </form>
  );
}
