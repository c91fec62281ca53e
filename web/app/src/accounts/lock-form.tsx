import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { ReinstateAccountDocument, SuspendAccountDocument } from "./accounts.generated";
import type { AccountAct } from "./account-table";

const text = defineText("lockForm", {
  en: {
    reason: "Why",
    kept: "Kept in the account's history.",
    deadlines:
      "Deadlines of open cases go on. The leads are told of each, and can stay it. A provider of whom nobody can sign in any longer stops selling.",
    suspend: "Suspend, and end all sessions",
    reinstate: "Let this person sign in again",
  },
  zh: {
    reason: "原因",
    kept: "将记入账号历史。",
    deadlines: "未结案件的期限仍继续计算，系统会逐案通知主管，由其决定是否中止；成员均无法登录的服务商将停止接单。",
    suspend: "停用并结束全部登录",
    reinstate: "恢复登录",
  },
});

/** Locks an account or unlocks it; both require a reason. */
export function LockForm({ action, account, onDone }: AccountAct & { onDone: () => void }): ReactNode {
  const say = useText(text);
  const { value: reason, change: setReason, forget } = useKept(`${action} ${account.id}`, "", "");
  const suspend = useAct(SuspendAccountDocument);
  const reinstate = useAct(ReinstateAccountDocument);
  const { act, busy, refusal } = action === "REINSTATE" ? reinstate : suspend;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ accountId: account.id, reason }))) return;
    forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      {action === "SUSPEND" && <p>{say("deadlines")}</p>}
      <TextArea
        required
        label={say("reason")}
        hint={say("kept")}
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => setReason(target.value)}
      />
      {!refusal?.at("reason") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind={action === "REINSTATE" ? "primary" : "danger"} busy={busy}>
          {say(action === "REINSTATE" ? "reinstate" : "suspend")}
        </Button>
      </div>
    </form>
  );
}
