import type { FormEvent, ReactNode } from "react";
import type { CheckResult } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices, TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/room-labels";
import { RecordApplicationCheckDocument, type CheckShownFragment } from "./vetting.generated";

const text = defineText("checkForm", {
  en: { result: "What was found", note: "Note", record: "Record" },
  zh: { result: "核验结果", note: "说明", record: "记录" },
});

interface Props {
  applicationId: string;
  check: CheckShownFragment;
  /** What the provider is to be called, as it is shown. */
  expectedName: string;
  onDone: () => void;
  onRefused: () => void;
}

export function CheckForm({ applicationId, check, expectedName, onDone, onRefused }: Props): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const kept = useKept<{ result: CheckResult | null; note: string }>(`check ${check.code} of ${applicationId}`, "", {
    result: check.result ?? null,
    note: check.note ?? "",
  });
  const { result, note } = kept.value;
  const { act, busy, refusal } = useAct(RecordApplicationCheckDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!result) return;
    if (!(await act({ applicationId, check: check.code, result, text: note || null, expectedName })))
      return onRefused();
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={say("result")}
        name="result"
        value={result}
        options={optionsOf("CheckResult")}
        onChoose={(value) => kept.change({ result: value as CheckResult, note })}
      />
      <TextArea
        label={say("note")}
        value={note}
        error={refusal?.at("text")}
        onChange={({ target }) => kept.change({ result, note: target.value })}
      />
      {!refusal?.at("text") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={result === null}>
          {say("record")}
        </Button>
      </div>
    </form>
  );
}
