import { type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Checkbox, TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { CloseInspectionDocument } from "./inspections.generated";

const text = defineText("closeInspection", {
  en: {
    forGood: "This cannot be changed afterwards. Unanswered questions become “not checked”.",
    finding: "What was inspected and found",
    breachFound: "The provider broke a promise or a rule",
    conclusion: "What the provider and the public are told",
    conclusionHint:
      "Without personal data. That a breach was found is published only after the provider was heard. If left empty, nothing is published.",
    followUp: "Days until the follow-up",
    followUpHint: "Left empty: it is not followed up.",
    close: "Close the inspection",
  },
  zh: {
    forGood: "结束后不能修改；未检查的问题记为“未检查”。",
    finding: "检查经过与结论",
    breachFound: "发现服务商违反承诺或规则",
    conclusion: "向服务商和公众公布的结论",
    conclusionHint: "不得含个人信息；公布违约结论前须听取服务商陈述。留空则不公布。",
    followUp: "多少天后复查",
    followUpHint: "留空则不复查。",
    close: "确认结束",
  },
});

const FIELDS = ["finding", "publicConclusion", "followUpInDays"];

export function CloseInspection({ inspectionId, onDone }: { inspectionId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const kept = useKept(`close ${inspectionId}`, "", { finding: "", breachFound: false, conclusion: "", days: "" });
  const { finding, breachFound, conclusion, days } = kept.value;
  const { act, busy, refusal } = useAct(CloseInspectionDocument);
  const isPlaced = FIELDS.some((field) => refusal?.at(field));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({
      ...{ inspectionId, finding, breachFound, publicConclusion: conclusion || null },
      followUpInDays: days === "" ? null : Number(days),
    });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">{say("forGood")}</p>
      <TextArea
        required
        label={say("finding")}
        value={finding}
        error={refusal?.at("finding")}
        onChange={({ target }) => kept.patch({ finding: target.value })}
      />
      <Checkbox
        label={say("breachFound")}
        checked={breachFound}
        onChange={({ target }) => kept.patch({ breachFound: target.checked })}
      />
      <TextArea
        label={say("conclusion")}
        hint={say("conclusionHint")}
        value={conclusion}
        error={refusal?.at("publicConclusion")}
        onChange={({ target }) => kept.patch({ conclusion: target.value })}
      />
      <TextInput
        label={say("followUp")}
        hint={say("followUpHint")}
        type="number"
        inputMode="numeric"
        step={1}
        value={days}
        error={refusal?.at("followUpInDays")}
        onChange={({ target }) => kept.patch({ days: target.value })}
      />
      {!isPlaced && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("close")}
        </Button>
      </div>
    </form>
  );
}
