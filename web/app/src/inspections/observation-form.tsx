import { type FormEvent, type ReactNode } from "react";
import type { ObservationResult } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices, TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/room-labels";
import { RecordObservationDocument, type ObservationShownFragment } from "./inspections.generated";

const text = defineText("observationForm", {
  en: {
    result: "What was found",
    note: "In words",
    reference: "Where it can be seen",
    referenceHint: "An order's number, a link, a file's digest",
    record: "Write down",
  },
  zh: {
    result: "检查结果",
    note: "说明",
    reference: "凭据所在",
    referenceHint: "订单号、链接或文件摘要",
    record: "记录",
  },
});

interface Written {
  result: ObservationResult | null;
  note: string;
  reference: string;
}

const FIELDS = ["result", "text", "reference"];

export function ObservationForm({ item }: { item: ObservationShownFragment }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const kept = useKept<Written>(`observation ${item.id}`, "", {
    ...{ result: item.result ?? null, note: item.note ?? "", reference: item.reference ?? "" },
  });
  const { result, note, reference } = kept.value;
  const { act, busy, refusal } = useAct(RecordObservationDocument);
  const isPlaced = FIELDS.some((field) => refusal?.at(field));

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!result) return;
    const done = await act({ observationId: item.id, result, text: note || null, reference: reference || null });
    if (done) kept.forget();
  };

  return (
    <form className="stack-tight" aria-label={item.question} onSubmit={(event) => void submit(event)}>
      <Choices
        legend={say("result")}
        name={item.id}
        value={result}
        options={optionsOf("ObservationResult")}
        onChoose={(value) => kept.patch({ result: value as ObservationResult })}
      />
      <div className="beside">
        <TextArea
          label={say("note")}
          value={note}
          error={refusal?.at("text")}
          onChange={({ target }) => kept.patch({ note: target.value })}
        />
        <TextInput
          label={say("reference")}
          hint={say("referenceHint")}
          value={reference}
          error={refusal?.at("reference")}
          onChange={({ target }) => kept.patch({ reference: target.value })}
        />
      </div>
      {!isPlaced && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={result === null}>
          {say("record")}
        </Button>
      </div>
    </form>
  );
}
