import { useState, type FormEvent, type ReactNode } from "react";
import type { PromiseKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { CategoryInput } from "../market/category-input";
import { defineText, useText } from "../text/language";
import { useLabel, valuesOf } from "../text/labels";
import { PublishInspectionChecklistDocument, type ChecklistShownFragment } from "./plans.generated";

const text = defineText("publishChecklist", {
  en: {
    explain: "Inspections opened from now on ask this; those open keep their own questions. Yes must mean “kept”.",
    kind: "Asked of providers who promise",
    all: "Every provider",
    category: "Only in the category",
    en: "Question {{number}} in English",
    zhCN: "Question {{number}} in Chinese",
    add: "Add a question",
    remove: "Remove question {{number}}",
    publish: "Publish",
  },
  zh: {
    explain: "此后发起的巡查按此清单检查，已发起的不变。回答“是”须表示履约。",
    kind: "适用于承诺了以下内容的服务商",
    all: "不限",
    category: "仅限类目",
    en: "问题 {{number}}（英文）",
    zhCN: "问题 {{number}}（中文）",
    add: "增加问题",
    remove: "删除问题 {{number}}",
    publish: "发布",
  },
});

interface Row {
  key: number;
  en: string;
  zhCN: string;
}

let keys = 0;
const rowOf = ({ en, zhCN }: { en: string; zhCN: string }): Row => ({ key: (keys += 1), en, zhCN });

/** Starts with the questions in force; a new checklist starts with an empty question. */
export function PublishChecklist({
  base,
  onDone,
}: {
  base: ChecklistShownFragment | null;
  onDone: () => void;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [kind, setKind] = useState<PromiseKind | "">(base?.kind ?? "");
  const [category, setCategory] = useState(base?.category ?? "");
  const [rows, setRows] = useState<Row[]>(() => (base?.questions ?? [{ en: "", zhCN: "" }]).map(rowOf));
  const { act, busy, refusal } = useAct(PublishInspectionChecklistDocument);
  const put = (changed: Row): void => setRows(rows.map((row) => (row.key === changed.key ? changed : row)));
  const isPlaced =
    refusal?.at("category") ?? rows.find((_, at) => refusal?.at(`questions.${at}.en`) ?? refusal?.at(`questions.${at}.zhCN`));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({
      ...{ kind: kind || null, category: category || null },
      questions: rows.map(({ en, zhCN }) => ({ en, zhCN })),
    });
    if (done) onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">{say("explain")}</p>
      <div className="beside">
        <Select
          label={say("kind")}
          value={kind}
          options={[
            { value: "", label: say("all") },
            ...valuesOf("PromiseKind").map((value) => ({ value, label: label("PromiseKind", value) })),
          ]}
          onChange={({ target }) => setKind(target.value as PromiseKind | "")}
        />
        <CategoryInput
          label={say("category")}
          value={category}
          error={refusal?.at("category")}
          onChange={({ target }) => setCategory(target.value)}
        />
      </div>
      <ol className="stack">
        {rows.map((row, at) => (
          <li key={row.key} className="card stack-tight">
            {(["zhCN", "en"] as const).map((language) => (
              <TextInput
                key={language}
                required
                lang={language === "en" ? "en" : "zh-CN"}
                label={say(language, { number: at + 1 })}
                value={row[language]}
                error={refusal?.at(`questions.${at}.${language}`)}
                onChange={({ target }) => put({ ...row, [language]: target.value })}
              />
            ))}
            <div>
              <Button onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}>
                {say("remove", { number: at + 1 })}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      {!isPlaced && <Refused refusal={refusal} />}
      <div className="row">
        <Button onClick={() => setRows([...rows, rowOf({ en: "", zhCN: "" })])}>{say("add")}</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {say("publish")}
        </Button>
      </div>
    </form>
  );
}
