import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import type { AppealOutcome } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Checkbox, Select, TextArea } from "../../design/field";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { useLabel, valuesOf } from "../../text/labels";
import { useText } from "../../text/language";
import StaffPanel from "../staff-panel";
import { appealText } from "./appeal.text";
import { AppealedRuling } from "./appealed-ruling";
import { toInput } from "./decision";
import styles from "./decision.module.css";
import { DecideAppealDocument, type AppealedCaseFragment } from "./decision.generated";
import { DecisionEditor } from "./decision-editor";
import { decisionOfRuling } from "./decision-of-ruling";
import { decisionText } from "./decision.text";
import { DraftSign } from "./draft-sign";
import { isPlaced, useLeadToField } from "./form-errors";
import { PreviewPanel } from "./preview-panel";
import { useDraft } from "./use-draft";
import { usePreview } from "./use-preview";

export function AppealForm({
  complaint,
  onAgain,
}: {
  complaint: AppealedCaseFragment;
  onAgain: () => void;
}): ReactNode {
  const say = useText(appealText);
  const sayDecision = useText(decisionText);
  const label = useLabel();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [first] = useState(() => decisionOfRuling(complaint.ruling));
  const draft = useDraft(complaint.id, complaint.myRulingDraft, first);
  const { decision } = draft;
  const breachIds = complaint.breaches.map(({ id }) => id);
  const preview = usePreview(decision, complaint.id, breachIds);
  const decide = useAct(DecideAppealDocument);
  const [sure, setSure] = useState(false);
  useLeadToField(form, decide.refusal);

  const offered = complaint.availableActions.find(({ action }) => action === "DECIDE_APPEAL");
  const why = offered ? (offered.unavailableBecause?.message ?? null) : sayDecision("notYours");
  const errorAt = (field: string): string | undefined => decide.refusal?.at(field);

  async function run(): Promise<void> {
    const done = await decide.act({
      complaintId: complaint.id,
      expectedVersion: complaint.version,
      outcome: decision.appealOutcome as AppealOutcome,
      reasons: decision.appealReasons,
      replacement: decision.replaces ? toInput(decision, breachIds) : null,
    });
    setSure(false);
    if (done) {
      draft.end();
      await navigate(`/cases/${complaint.id}`);
    } else onAgain();
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!why) setSure(true);
  };

  return (
    <div className={styles.layout}>
      <form ref={form} className="stack" onSubmit={submit}>
        <AppealedRuling complaint={complaint} />
        {!isPlaced(decide.refusal) && <Refused refusal={decide.refusal} onAgain={onAgain} />}
        <section className="stack-tight" aria-labelledby="appeal-decision">
          <h2 id="appeal-decision">{say("decision")}</h2>
          <Select
            label={say("outcome")}
            required
            value={decision.appealOutcome}
            error={decision.replaces ? undefined : errorAt("outcome")}
            options={[
              { value: "", label: sayDecision("choose") },
              ...valuesOf("AppealOutcome").map((value) => ({ value, label: label("AppealOutcome", value) })),
            ]}
            onChange={({ target }) => draft.change({ appealOutcome: target.value as AppealOutcome })}
          />
          <TextArea
            label={say("reasons")}
            hint={say("reasonsHint")}
            required
            value={decision.appealReasons}
            error={errorAt("reasons")}
            onChange={({ target }) => draft.change({ appealReasons: target.value })}
          />
          <Checkbox
            label={say("replaces")}
            checked={decision.replaces}
            onChange={({ target }) => draft.change({ replaces: target.checked })}
          />
        </section>
        {decision.replaces && (
          <section className="stack" aria-label={say("replacement")}>
            <DecisionEditor
              complaint={complaint}
              decision={decision}
              onChange={draft.change}
              errorAt={(field) => errorAt(`replacement.${field}`) ?? preview.refusal?.at(field)}
              preview={preview.data}
            />
          </section>
        )}
        {why && (
          <Notice tone="warn">
            <span id="why-not">{sayDecision("cannot", { why })}</span>
          </Notice>
        )}
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            busy={decide.busy}
            aria-disabled={why ? true : undefined}
            aria-describedby={why ? "why-not" : undefined}
          >
            {say("decide")}
          </Button>
          <DraftSign draft={draft} />
        </div>
      </form>
      <aside className={`stack ${styles.side}`}>
        <StaffPanel complaintId={complaint.id} />
        {decision.replaces && <PreviewPanel preview={preview} />}
      </aside>
      {sure && (
        <Dialog title={say("sure")} onClose={() => setSure(false)}>
          <p>
            <strong>{decision.appealOutcome && label("AppealOutcome", decision.appealOutcome)}</strong>
          </p>
          <p className="muted">{say("sureHint")}</p>
          <div className="row">
            <Button kind="primary" busy={decide.busy} onClick={() => void run()}>
              {say("decide")}
            </Button>
            <Button onClick={() => setSure(false)}>{sayDecision("cancel")}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
