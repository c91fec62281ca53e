import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { RemoveSecondFactorDocument } from "./factors.generated";
import { useProof } from "./proof-fields";

const text = defineText("removeFactorForm", {
  en: { hint: "You will no longer be able to sign in with it.", remove: "Remove it" },
  zh: { hint: "此后不能再用它登录。", remove: "移除" },
});

export function RemoveFactorForm({ factorId, onDone }: { factorId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { proof, fields } = useProof();
  const { act, busy, refusal } = useAct(RemoveSecondFactorDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ factorId, proof })) onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{say("hint")}</p>
      {fields(refusal)}
      <Refused refusal={refusal?.at("proof") ? null : refusal} />
      <div>
        <Button kind="danger" type="submit" busy={busy}>
          {say("remove")}
        </Button>
      </div>
    </form>
  );
}
