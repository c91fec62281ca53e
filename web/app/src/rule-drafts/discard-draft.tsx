import { useState, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { ConfirmAct } from "../design/confirm-act";
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
  const [open, setOpen] = useState(false);

  async function discard(): Promise<void> {
    if (await act({ ruleDraftId })) setOpen(false);
  }

  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {say("open")}
      </Button>
      {open && (
        <ConfirmAct
          title={say("title")}
          action={say("confirm")}
          busy={busy}
          refusal={refusal}
          onConfirm={() => void discard()}
          onClose={() => setOpen(false)}
        >
          <p>{say("about")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
