import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { CreateRecoveryCodesDocument } from "./factors.generated";
import { useProof } from "./proof-fields";

const text = defineText("recoveryCodes", {
  en: {
    keep: "Keep these where you can find them if your device is lost: on paper, or in a password manager. Each signs in once. They are not shown again.",
    kept: "I have kept them",
    new: "Earlier codes no longer work.",
    create: "Show new codes",
  },
  zh: {
    keep: "请妥善保存（纸上或密码管理器中），以便设备丢失时使用。每个恢复码只能登录一次，且不会再次显示。",
    kept: "我已保存",
    new: "旧恢复码将失效。",
    create: "显示新恢复码",
  },
});

/** Shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }): ReactNode {
  const say = useText(text);
  return (
    <div className="stack">
      <p>{say("keep")}</p>
      <ul className="stack-tight" role="list">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <Button kind="primary" onClick={onDone}>
          {say("kept")}
        </Button>
      </div>
    </div>
  );
}

export function RecoveryCodesForm({ onDone }: { onDone: (codes: string[]) => void }): ReactNode {
  const say = useText(text);
  const { proof, fields } = useProof();
  const { act, busy, refusal } = useAct(CreateRecoveryCodesDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ proof });
    if (done) onDone(done.createRecoveryCodes.recoveryCodes);
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{say("new")}</p>
      {fields(refusal)}
      <Refused refusal={refusal?.at("proof") ? null : refusal} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("create")}
        </Button>
      </div>
    </form>
  );
}
