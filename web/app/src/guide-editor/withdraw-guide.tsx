import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { ConfirmButton } from "../design/confirm-button";
import { defineText, useText } from "../text/language";
import { WithdrawGuideDocument } from "./guide-editor.generated";

const text = defineText("withdrawGuide", {
  en: {
    open: "Withdraw…",
    title: "Withdraw the guide",
    about: "It is no longer listed or suggested. People with its address can still read it, marked as withdrawn.",
    confirm: "Withdraw it",
  },
  zh: {
    open: "撤回…",
    title: "撤回指南",
    about: "撤回后不再列出或推荐；已有链接的人仍可阅读，页面会标明已撤回。",
    confirm: "确认撤回",
  },
});

export function WithdrawGuide({ guideId }: { guideId: string }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(WithdrawGuideDocument);
  return (
    <ConfirmButton
      kind="danger"
      label={say("open")}
      title={say("title")}
      action={say("confirm")}
      busy={busy}
      refusal={refusal}
      onConfirm={() => act({ guideId })}
    >
      <p>{say("about")}</p>
    </ConfirmButton>
  );
}
