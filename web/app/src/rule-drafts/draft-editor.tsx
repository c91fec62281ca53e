import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import type { Kept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { DraftFields, type RuleContent } from "./draft-fields";
import { UpdateRuleDraftDocument, type RuleDraftShownFragment } from "./rule-drafts.generated";

const text = defineText("draftEditor", {
  en: { title: "Change it", save: "Save the draft", saved: "Saved." },
  zh: { title: "修改", save: "保存草案", saved: "已保存。" },
});

export function DraftEditor({
  draft,
  kept,
  onRefused,
}: {
  draft: RuleDraftShownFragment;
  kept: Kept<RuleContent>;
  onRefused: () => void;
}): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(UpdateRuleDraftDocument);
  const [saved, setSaved] = useState(false);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const content = { ...kept.value, reason: kept.value.reason || null };
    // If someone else has changed it meanwhile, reading again shows their version next to what was typed.
    if (!(await act({ ...content, ruleDraftId: draft.id, expectedRevision: Number(kept.base) }))) return onRefused();
    kept.forget();
    setSaved(true);
  }

  return (
    <form className="card stack" aria-labelledby="change" onSubmit={(event) => void save(event)}>
      <h2 id="change">{say("title")}</h2>
      <Unsaved kept={kept} />
      <DraftFields
        value={kept.value}
        refusal={refusal}
        onChange={(value) => {
          setSaved(false);
          kept.change(value);
        }}
      />
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("save")}
        </Button>
        <span role="status">{saved && say("saved")}</span>
      </div>
    </form>
  );
}
