import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { PublishRuleDraftDocument, type RuleDraftShownFragment } from "./rule-drafts.generated";

const text = defineText("publishDraft", {
  en: {
    title: "Announce it",
    from: "In force from",
    fromHint: "The beginning of that day. Providers must have time to read it.",
    publish: "Publish",
    first: "Save the draft first.",
  },
  zh: {
    title: "公告",
    from: "生效日期",
    fromHint: "自当日零时起生效；须给服务商留出了解的时间。",
    publish: "发布",
    first: "请先保存草案。",
  },
});

export function PublishDraft({
  draft: { id, revision },
  because,
  unsaved,
  onRefused,
}: {
  draft: RuleDraftShownFragment;
  /** Why this person may not: most often it is their own draft. */
  because: string | undefined;
  unsaved: boolean;
  onRefused: () => void;
}): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(PublishRuleDraftDocument);
  const { value: day, change: setDay, forget } = useKept(`announce rule draft ${id}`, "", "");

  async function publish(event: FormEvent): Promise<void> {
    event.preventDefault();
    const effectiveFrom = new Date(`${day}T00:00:00`).toISOString();
    // If someone else has changed it meanwhile, reading again shows what would be announced.
    if (await act({ ruleDraftId: id, expectedRevision: revision, effectiveFrom })) forget();
    else onRefused();
  }

  if (because !== undefined)
    return (
      <section className="card stack-tight" aria-labelledby="announce">
        <h2 id="announce">{say("title")}</h2>
        <p className="muted">{because}</p>
      </section>
    );
  return (
    <form className="card stack-tight" aria-labelledby="announce" onSubmit={(event) => void publish(event)}>
      <h2 id="announce">{say("title")}</h2>
      <TextInput
        label={say("from")}
        hint={say("fromHint")}
        type="date"
        required
        value={day}
        onChange={({ target }) => setDay(target.value)}
      />
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" busy={busy} disabled={unsaved}>
          {say("publish")}
        </Button>
        {unsaved && <span className="muted">{say("first")}</span>}
      </div>
    </form>
  );
}
