import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { ConfirmButton } from "../design/confirm-button";
import { defineText, useText } from "../text/language";
import { DiscardRuleDraftDocument } from "./rule-drafts.generated";

const text = defineText("discardDraft", {
  en: {
    open: "Discard…",
    title: "Discard the draft",
    about: "It can still be read, but no longer changed or published.",
    confirm: "Discard it",
  },
  zh: { open: "废弃…", title: "废弃草案", about: "废弃后仍可查看，但不能再修改或发布。", confirm: "确认废弃" },
});

export function DiscardDraft({ ruleDraftId }: { ruleDraftId: string }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(DiscardRuleDraftDocument);
  return (
    <ConfirmButton
      kind="danger"
      label={say("open")}
      title={say("title")}
      action={say("confirm")}
      busy={busy}
      refusal={refusal}
      onConfirm={() => act({ ruleDraftId })}
    >
      <p>{say("about")}</p>
    </ConfirmButton>
  );
}
