import type { FormEvent, ReactNode } from "react";
import type { VerificationKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Checkbox, TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useLabel, valuesOf } from "../text/labels";
import { RequestApplicationChangesDocument, type ApplicationShownFragment } from "./vetting.generated";

const text = defineText("requestChanges", {
  en: { request: "What is missing or wrong", hint: "The provider reads this.", kinds: "Which documents", send: "Send" },
  zh: { request: "缺少或有误之处", hint: "服务商会看到这段话。", kinds: "涉及材料", send: "发送" },
});

interface Props {
  application: ApplicationShownFragment;
  onDone: () => void;
}

export function RequestChanges({ application, onDone }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const kept = useKept(`changes asked of ${application.id}`, "", { request: "", kinds: [] as VerificationKind[] });
  const { request, kinds } = kept.value;
  const { act, busy, refusal } = useAct(RequestApplicationChangesDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ applicationId: application.id, text: request, kinds }))) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextArea
        required
        label={say("request")}
        hint={say("hint")}
        value={request}
        error={refusal?.at("text")}
        onChange={({ target }) => kept.change({ request: target.value, kinds })}
      />
      <fieldset className="stack-tight">
        <legend>{say("kinds")}</legend>
        {valuesOf("VerificationKind").map((kind) => (
          <Checkbox
            key={kind}
            label={label("VerificationKind", kind)}
            checked={kinds.includes(kind)}
            onChange={({ target }) =>
              kept.change({
                request,
                kinds: target.checked ? [...kinds, kind] : kinds.filter((other) => other !== kind),
              })
            }
          />
        ))}
      </fieldset>
      {!refusal?.at("text") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("send")}
        </Button>
      </div>
    </form>
  );
}
