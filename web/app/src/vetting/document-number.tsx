import { useState, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { useIsOpen } from "../shell/viewer";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { RevealDocumentNumberDocument, type DocumentShownFragment } from "./vetting.generated";

const text = defineText("documentNumber", {
  en: { show: "Show", name: "Show the number · {{kind}}", unreadable: "cannot be decrypted" },
  zh: { show: "显示", name: "显示编号 · {{kind}}", unreadable: "无法解密" },
});

/** Masked, until somebody who may asks for it: which is recorded. */
export function DocumentNumber({ document }: { document: DocumentShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const mayReveal = useIsOpen("revealDocumentNumber");
  const { act, busy, refusal } = useAct(RevealDocumentNumberDocument);
  const [shown, setShown] = useState<string | null>(null);
  const { id, kind, number } = document;
  if (!number) return <span className="muted">{say("unreadable")}</span>;
  const reveal = (): void =>
    void act({ documentId: id }).then((done) => done && setShown(done.revealDocumentNumber.number));
  return (
    <>
      <code>{shown ?? number}</code>{" "}
      {mayReveal && shown === null && number.includes("•") && (
        <Button
          kind="quiet"
          busy={busy}
          aria-label={say("name", { kind: label("VerificationKind", kind) })}
          onClick={reveal}
        >
          {say("show")}
        </Button>
      )}
      <Refused refusal={refusal} />
    </>
  );
}
