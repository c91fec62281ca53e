import { type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { HearProviderDocument } from "./inspections.generated";

const text = defineText("hearProvider", {
  en: {
    explain:
      "The provider reads this and may make one statement. From now on the checklist is fixed, and the inspection can be closed once the provider has answered or its time is over.",
    told: "What was found, for the provider",
    hint: "Without personal data of others.",
    send: "Tell the provider",
  },
  zh: {
    explain: "服务商将看到以下内容，并可陈述申辩一次。此后检查结果不能再修改；待其陈述或期限届满后方可结束巡查。",
    told: "告知服务商的巡查发现",
    hint: "不得含他人个人信息。",
    send: "告知服务商",
  },
});

/** Before a breach is published, the provider is told what was found. */
export function HearProvider({ inspectionId, onDone }: { inspectionId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const kept = useKept(`hear about ${inspectionId}`, "", "");
  const { act, busy, refusal } = useAct(HearProviderDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ inspectionId, text: kept.value }))) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">{say("explain")}</p>
      <TextArea
        required
        label={say("told")}
        hint={say("hint")}
        value={kept.value}
        error={refusal?.at("text")}
        onChange={({ target }) => kept.change(target.value)}
      />
      {!refusal?.at("text") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("send")}
        </Button>
      </div>
    </form>
  );
}
