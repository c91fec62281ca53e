import { useState, type ReactNode } from "react";
import { hasBegun, leave } from "../api/leave";
import { ConfirmAct } from "../design/confirm-act";
import { defineText, useText } from "../text/language";
import { useWaiting } from "./outbox";

const text = defineText("signOut", {
  en: {
    begun: "Not everything has been sent yet",
    unsent_one: "{{count}} message has not been sent yet",
    unsent_other: "{{count}} messages have not been sent yet",
    hint: "What you typed or chose and have not sent is then discarded.",
    signOutAnyway: "Sign out and discard",
  },
  zh: {
    begun: "还有内容尚未发送",
    unsent_other: "还有 {{count}} 条留言未发送",
    hint: "退出后，已填写或选择但尚未发送的内容将被丢弃。",
    signOutAnyway: "退出并丢弃",
  },
});

/** Signs out, or asks first where something would be lost; and the question. */
export function useSignOut(): [signOut: () => void, question: ReactNode] {
  const say = useText(text);
  const count = useWaiting().length;
  const [asks, setAsks] = useState(false);
  const question = asks && (
    <ConfirmAct
      title={count > 0 ? say("unsent", { count }) : say("begun")}
      action={say("signOutAnyway")}
      busy={false}
      onConfirm={() => void leave()}
      onClose={() => setAsks(false)}
    >
      <p>{say("hint")}</p>
    </ConfirmAct>
  );
  return [() => void hasBegun().then((begun) => (begun ? setAsks(true) : leave())), question];
}
