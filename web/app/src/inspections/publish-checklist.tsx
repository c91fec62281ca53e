import type { FormEvent, ReactNode } from "react";
import type { PromiseKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { goOnInAdded } from "../design/go-on-in-added";
import { Select, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { CategoryInput } from "../market/category-input";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/labels";
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
  en: string;
  zhCN: string;
}

interface Written {
  kind: PromiseKind | "";
  category: string;
  rows: Row[];
}

const EMPTY: Row = { en: "", zhCN: "" };

/** Starts with the questions in force; a new checklist starts with an empty question. */
export function PublishChecklist({
  base,
  onDone,
}: {
  base: ChecklistShownFragment | null;
  onDone: () => void;
}): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const kept = useKept<Written>(`checklist ${base?.id ?? ""}`, "", {
    ...{ kind: base?.kind ?? "", category: base?.category ?? "" },
    rows: base?.questions.map(({ en, zhCN }) => ({ en, zhCN })) ?? [EMPTY],
  });
  const { kind, category, rows } = kept.value;
  const { act, busy, refusal } = useAct(PublishInspectionChecklistDocument);
  const put = (place: number, part: Partial<Row>): void =>
    kept.patch({ rows: rows.map((row, at) => (at === place ? { ...row, ...part } : row)) });
  const isPlaced =
    refusal?.at("category") ??
    rows.find((_, at) => refusal?.at(`questions.${at}.en`) ?? refusal?.at(`questions.${at}.zhCN`));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({
      ...{ kind: kind || null, category: category || null },
      questions: rows,
    });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">{say("explain")}</p>
      <div className="beside">
        <Select
          label={say("kind")}
          value={kind}
          options={[{ value: "", label: say("all") }, ...optionsOf("PromiseKind")]}
          onChange={({ target }) => kept.patch({ kind: target.value as PromiseKind | "" })}
        />
        <CategoryInput
          label={say("category")}
          value={category}
          error={refusal?.at("category")}
          onChange={({ target }) => kept.patch({ category: target.value })}
        />
      </div>
      <ol className="stack">
        {rows.map((row, at) => (
          <li key={at} className="card stack-tight">
            {(["zhCN", "en"] as const).map((language) => (
              <TextInput
                key={language}
                required
                lang={language === "en" ? "en" : "zh-CN"}
                label={say(language, { number: at + 1 })}
                value={row[language]}
                error={refusal?.at(`questions.${at}.${language}`)}
                onChange={({ target }) => put(at, { [language]: target.value })}
              />
            ))}
            <div>
              <Button onClick={() => kept.patch({ rows: rows.filter((_, place) => place !== at) })}>
                {say("remove", { number: at + 1 })}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Unsaved kept={kept} />
      {!isPlaced && <Refused refusal={refusal} />}
      <div className="row">
        <Button
          onClick={({ currentTarget }) => goOnInAdded(currentTarget, () => kept.patch({ rows: [...rows, EMPTY] }))}
        >
          {say("add")}
        </Button>
        <Button type="submit" kind="primary" busy={busy}>
          {say("publish")}
        </Button>
      </div>
    </form>
  );
}
