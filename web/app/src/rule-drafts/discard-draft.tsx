import { useState, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { DiscardRuleDraftDocument } from "./rule-drafts.generated";

const text = defineText("discardDraft", {
  en: {
    open: "Discard…",
    title: "Discard the draft",
    about: "It can be read, but neither changed nor published any more.",
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
        <Dialog title={say("title")} onClose={() => setOpen(false)}>
          <p>{say("about")}</p>
          <Refused refusal={refusal} />
          <div>
            <Button kind="danger" busy={busy} onClick={() => void discard()}>
              {say("confirm")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
