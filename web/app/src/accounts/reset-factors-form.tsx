import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { ResetSecondFactorsDocument } from "./accounts.generated";
import type { AccountAct } from "./account-table";

const text = defineText("resetFactorsForm", {
  en: {
    reason: "Why, and how you verified who asks",
    kept: "Kept in the account's history.",
    hint: "Ends all their sessions. For staff, another administrator or a lead must do the same within a day.",
    reset: "Remove all second factors",
  },
  zh: {
    reason: "原因，以及如何确认请求人身份",
    kept: "将记入账号历史。",
    hint: "将结束其全部登录。对工作人员，须由另一位管理员或主管在一天内同样操作后生效。",
    reset: "移除全部两步验证",
  },
});

/** For a lost device. */
export function ResetFactorsForm({ account, onDone }: AccountAct & { onDone: () => void }): ReactNode {
  const say = useText(text);
  const { value: reason, change: setReason, forget } = useKept(`reset factors of ${account.id}`, "", "");
  const { act, busy, refusal } = useAct(ResetSecondFactorsDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ accountId: account.id, reason }))) return;
    forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{say("hint")}</p>
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
        <Button type="submit" kind="danger" busy={busy}>
          {say("reset")}
        </Button>
      </div>
    </form>
  );
}
