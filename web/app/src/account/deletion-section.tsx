import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { MyErasureReadDocument, RequestAccountErasureDocument, WithdrawAccountErasureDocument } from "./data.generated";
import { useProof } from "./proof-fields";
import { Section } from "./section";

const text = defineText("deletion", {
  en: {
    title: "Delete your account",
    intro:
      "Your login, name, devices, drafts and reviews are erased. What you said in closed cases follows after the time in the house rules. Orders and rulings stay, under a pseudonym. It cannot be done while a case or an order of yours is open. What a provider still owes you from a case that was closed unpaid is not paid any more.",
    ask: "Delete my account",
    sure: "You can take this back for a while; after that nobody can.",
    due: "Your account will be deleted on {{at}}.",
    back: "Keep my account",
    cancel: "Cancel",
  },
  zh: {
    title: "注销账号",
    intro:
      "您的登录名、名字、设备、草稿和评价将被删除；您在已结案案件中的陈述在平台规则规定的期限后删除；订单和处理决定以化名保留。有案件或订单未了结时不能注销。已结案件中服务商尚欠您的款项，注销后不再支付。",
    ask: "注销我的账号",
    sure: "在一段时间内可以撤回，之后任何人都无法恢复。",
    due: "您的账号将于 {{at}} 注销。",
    back: "保留我的账号",
    cancel: "取消",
  },
});

/** Having one's account deleted, and taking that back. */
export function DeletionSection(): ReactNode {
  const say = useText(text);
  const [asking, setAsking] = useState(false);
  const read = useRead(MyErasureReadDocument, {});
  const { act, busy, refusal } = useAct(WithdrawAccountErasureDocument);
  return (
    <Section title={say("title")} about={say("intro")}>
      <Loaded {...read} data={read.data?.viewer}>
        {({ erasure }) =>
          erasure?.dueAt ? (
            <div className="row spread">
              <span>{say("due", { at: formatTime(erasure.dueAt) })}</span>
              <Button kind="primary" busy={busy} onClick={() => void act({})}>
                {say("back")}
              </Button>
              <Refused refusal={refusal} />
            </div>
          ) : (
            <div>
              <Button kind="danger" onClick={() => setAsking(true)}>
                {say("ask")}
              </Button>
            </div>
          )
        }
      </Loaded>
      {asking && <DeletionDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function DeletionDialog({ onClose }: { onClose: () => void }): ReactNode {
  const say = useText(text);
  const { proof, fields } = useProof();
  const { act, busy, refusal } = useAct(RequestAccountErasureDocument);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ proof })) onClose();
  }
  return (
    <Dialog title={say("ask")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p>{say("sure")}</p>
        {fields(refusal)}
        <Refused refusal={refusal?.at("proof") ? null : refusal} />
        <div className="row">
          <Button kind="danger" type="submit" busy={busy}>
            {say("ask")}
          </Button>
          <Button onClick={onClose}>{say("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
