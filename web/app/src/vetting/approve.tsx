import type { FormEvent, ReactNode } from "react";
import type { VerificationKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ApproveProviderApplicationDocument, type ApplicationShownFragment } from "./vetting.generated";

const text = defineText("approve", {
  en: {
    reason: "Why",
    hint: "The provider reads this.",
    failed: "Failed: {{check}}. Why is it approved nevertheless?",
    dates: "Dates other than those of the house rules and the documents",
    validUntil: "{{kind}}: valid until",
    nextCheckAt: "{{kind}}: renewal asked for from",
    approve: "Approve",
  },
  zh: {
    reason: "理由",
    hint: "服务商会看到这段话。",
    failed: "未通过：{{check}}。为何仍可通过？",
    dates: "另行指定有效期（默认按平台规则与材料所载）",
    validUntil: "{{kind}}：有效期至",
    nextCheckAt: "{{kind}}：何时起要求更新",
    approve: "通过",
  },
});

interface Written {
  reason: string;
  /** By the checks that failed. */
  despite: Record<string, string>;
  /** By the kinds of documents and what they are for. */
  days: Record<string, string>;
}

interface Props {
  application: ApplicationShownFragment;
  onDone: () => void;
}

/** The end of a day, in the viewer's own time zone; null if there is none. */
const endOf = (day: string): string | null => (day ? new Date(`${day}T23:59:59`).toISOString() : null);

export function Approve({ application, onDone }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const kept = useKept<Written>(`approve ${application.id}`, "", { reason: "", despite: {}, days: {} });
  const { reason, despite, days } = kept.value;
  const { act, busy, refusal } = useAct(ApproveProviderApplicationDocument);
  const failed = (application.checks ?? []).filter(({ result, required }) => required && result === "FAILED");
  const kinds = [...new Set(application.documents.map(({ kind }) => kind))];
  const isPlaced = refusal?.at("reason") ?? failed.some((_, at) => refusal?.at(`despite.${at}`));

  const datesOf = (kind: VerificationKind) => ({
    kind,
    validUntil: endOf(days[`${kind} validUntil`] ?? ""),
    nextCheckAt: endOf(days[`${kind} nextCheckAt`] ?? ""),
  });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({
      ...{ applicationId: application.id, reason },
      despite: failed.map(({ code }) => ({ check: code, reason: despite[code] ?? "" })),
      dates: kinds.map(datesOf).filter(({ validUntil, nextCheckAt }) => validUntil ?? nextCheckAt),
    });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextArea
        required
        label={say("reason")}
        hint={say("hint")}
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => kept.patch({ reason: target.value })}
      />
      {failed.map(({ code, title }, at) => (
        <TextArea
          key={code}
          required
          label={say("failed", { check: title })}
          value={despite[code] ?? ""}
          error={refusal?.at(`despite.${at}`)}
          onChange={({ target }) => kept.patch({ despite: { ...despite, [code]: target.value } })}
        />
      ))}
      <details>
        <summary>{say("dates")}</summary>
        {kinds.map((kind) => (
          <div key={kind} className="beside">
            {(["validUntil", "nextCheckAt"] as const).map((name) => (
              <TextInput
                key={name}
                type="date"
                label={say(name, { kind: label("VerificationKind", kind) })}
                value={days[`${kind} ${name}`] ?? ""}
                onChange={({ target }) =>
                  kept.change({ ...kept.value, days: { ...days, [`${kind} ${name}`]: target.value } })
                }
              />
            ))}
          </div>
        ))}
      </details>
      {!isPlaced && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("approve")}
        </Button>
      </div>
    </form>
  );
}
