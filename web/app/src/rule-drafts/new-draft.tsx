import type { FormEvent, ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { both } from "../design/bilingual";
import { Button, ButtonLink } from "../design/button";
import { Select, TextInput } from "../design/field";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { DraftFields, NEW_RULE, type RuleContent } from "./draft-fields";
import { CreateRuleDraftDocument, RulesToDraftDocument } from "./rule-drafts.generated";

const text = defineText("newDraft", {
  en: {
    title: "New rule draft",
    all: "All drafts",
    from: "Begin with",
    nothing: "a new rule",
    code: "Code",
    codeHint: "Capitals, digits and hyphens, e.g. PRICE-1.",
    create: "Create the draft",
  },
  zh: {
    title: "新建规则草案",
    all: "全部草案",
    from: "以此为基础",
    nothing: "全新的规则",
    code: "代码",
    codeHint: "大写字母、数字和连字符，例如 PRICE-1。",
    create: "创建草案",
  },
});

/** Starts the next version of a rule, with its current text, or a new rule. */
export function NewDraft(): ReactNode {
  const say = useText(text);
  const navigate = useNavigate();
  const { data } = useRead(RulesToDraftDocument, {});
  const { act, busy, refusal } = useAct(CreateRuleDraftDocument);
  const kept = useKept<RuleContent & { code: string }>("rule draft new", "", { ...NEW_RULE, code: "" });
  const rules = data?.rules ?? [];
  const { code, ...content } = kept.value;

  function begin(chosen: string): void {
    const rule = rules.find((one) => one.code === chosen);
    if (!rule) return kept.patch({ code: "" });
    const { title, text, severity, measures } = rule;
    kept.patch({ title: both(title), text: both(text), severity, measures, code: chosen });
  }

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ ...content, code, reason: content.reason || null });
    if (!done) return;
    kept.forget();
    await navigate(`/rule-drafts/${done.createRuleDraft.ruleDraft.id}`, { replace: true });
  }

  return (
    <Page dense title={say("title")} actions={<ButtonLink to="/rule-drafts">{say("all")}</ButtonLink>}>
      <form className="card stack" onSubmit={(event) => void create(event)}>
        <Unsaved kept={kept} />
        <div className="grid">
          <Select
            label={say("from")}
            value={rules.some((rule) => rule.code === code) ? code : ""}
            options={[
              { value: "", label: say("nothing") },
              ...rules.map((rule) => ({ value: rule.code, label: `${rule.code} · ${rule.title.text}` })),
            ]}
            onChange={({ target }) => begin(target.value)}
          />
          <TextInput
            label={say("code")}
            hint={say("codeHint")}
            value={code}
            error={refusal?.at("code")}
            onChange={({ target }) => kept.patch({ code: target.value })}
          />
        </div>
        <DraftFields value={content} refusal={refusal} onChange={(changed) => kept.patch(changed)} />
        <Refused refusal={refusal} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("create")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
