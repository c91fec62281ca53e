import type { FormEvent, ReactNode } from "react";
import type { ApplicationRejectionGround } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices, TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/room-labels";
import { RejectProviderApplicationDocument, type ApplicationShownFragment } from "./vetting.generated";

const text = defineText("reject", {
  en: { ground: "Ground", reason: "Reasons", hint: "The provider reads this.", reject: "Reject" },
  zh: { ground: "拒绝事由", reason: "理由", hint: "服务商会看到这段话。", reject: "拒绝" },
});

interface Props {
  application: ApplicationShownFragment;
  onDone: () => void;
}

export function Reject({ application, onDone }: Props): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const kept = useKept(`rejection of ${application.id}`, "", {
    ground: null as ApplicationRejectionGround | null,
    reason: "",
  });
  const { ground, reason } = kept.value;
  const { act, busy, refusal } = useAct(RejectProviderApplicationDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ground || !(await act({ applicationId: application.id, ground, reason }))) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={say("ground")}
        name="ground"
        value={ground}
        options={optionsOf("ApplicationRejectionGround")}
        onChoose={(value) => kept.change({ ground: value as ApplicationRejectionGround, reason })}
      />
      <TextArea
        required
        label={say("reason")}
        hint={say("hint")}
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => kept.change({ ground, reason: target.value })}
      />
      {!refusal?.at("reason") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="danger" busy={busy} disabled={ground === null}>
          {say("reject")}
        </Button>
      </div>
    </form>
  );
}
