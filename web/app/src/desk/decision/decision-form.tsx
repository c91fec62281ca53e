import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import type { Refusal } from "../../api/refusal";
import type { ComplaintAction } from "../../api/schema.generated";
import { Button } from "../../design/button";
import { ConfirmAct } from "../../design/confirm-act";
import { later } from "../../design/later";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { useWide } from "../../design/use-wide";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import { Notes } from "../notes";
import StaffPanel from "../staff-panel";
import styles from "./decision.module.css";
import type { DecidableCaseFragment } from "./decision.generated";
import { decisionText } from "./decision.text";
import { DraftElsewhere } from "./draft-elsewhere";
import { DraftSign } from "./draft-sign";
import { isPlaced, useLeadToField } from "./form-errors";
import { useDecisionKeys } from "./use-decision-keys";
import { PreviewPanel } from "./preview-panel";
import { SimilarRulings } from "./similar-rulings";
import type { Deciding } from "./use-deciding";

const EvidenceSection = later(() => import("../../evidence/evidence-section"));

interface Props {
  complaint: DecidableCaseFragment;
  deciding: Deciding;
  action: ComplaintAction;
  /** The button's text. */
  label: string;
  busy: boolean;
  refusal: Refusal | null;
  /** Returns null if it was refused. */
  decide: () => Promise<unknown>;
  onAgain: () => void;
  /** The subject of the decision. */
  above: ReactNode;
  children: ReactNode;
  previewed: boolean;
  sure: { title: string; summary: ReactNode };
  discard?: ReactNode;
}

/** Who cannot take the case either is told what it waits for, not to take it. */
function whyNot(
  { unavailableBecause }: DecidableCaseFragment["availableActions"][number],
  { deskActions }: DecidableCaseFragment,
): string | null {
  const untakeable =
    unavailableBecause?.code === "LEASE_REQUIRED" &&
    deskActions.find(({ action }) => action === "TAKE")?.unavailableBecause;
  return (untakeable || unavailableBecause)?.message ?? null;
}

/** What every decision has: a draft, a preview, the obstacles, and a confirmation before it is issued. */
export function DecisionForm(props: Props): ReactNode {
  const { complaint, deciding, busy, refusal, onAgain, sure } = props;
  const say = useText(decisionText);
  const label = useLabel();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  useLeadToField(form, refusal);
  useDecisionKeys(form);
  // Evidence and consequences stay in view beside what is written; below this width all stands in one column.
  const wide = useWide("68.75rem");

  const offered = complaint.availableActions.find(({ action }) => action === props.action);
  const { elsewhere } = deciding.draft;
  const obstacle = offered
    ? whyNot(offered, complaint)
    : say("notYours", { status: label("ComplaintStatus", complaint.status) });
  const why = obstacle ?? (elsewhere && say("chooseFirst"));

  async function run(): Promise<void> {
    const done = await props.decide();
    setAsking(false);
    if (!done) return onAgain();
    deciding.draft.end();
    await navigate(`/cases/${complaint.id}`);
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!why) setAsking(true);
  };

  const beside = (
    <>
      {props.previewed && <PreviewPanel preview={deciding.preview} />}
      {props.previewed && <SimilarRulings complaint={complaint} decision={deciding.decision} />}
      <StaffPanel complaint={complaint} onAgain={onAgain} />
      <Notes complaint={complaint} />
    </>
  );
  return (
    <div className={styles.layout} data-wide={wide || undefined}>
      <div className={`stack ${styles.seen}`}>
        <EvidenceSection complaint={complaint} inPlace={wide} />
        {wide && beside}
      </div>
      <form ref={form} className="stack" onSubmit={submit}>
        {props.above}
        {!isPlaced(refusal) && <Refused refusal={refusal} onAgain={onAgain} />}
        {elsewhere && <DraftElsewhere elsewhere={elsewhere} />}
        <fieldset className="stack" disabled={elsewhere !== null}>
          {props.children}
        </fieldset>
        {/* A colleague may take or decide the case while this is written. */}
        <div role="status">
          {why && (
            <Notice tone="warn">
              <p id="why-not">{say("cannot", { why })}</p>
              {!offered && <Link to={`/cases/${complaint.id}`}>{say("backToCase")}</Link>}
            </Notice>
          )}
        </div>
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            busy={busy}
            disabled={Boolean(why)}
            aria-describedby={why ? "why-not" : undefined}
          >
            {props.label}
          </Button>
          {props.discard}
          <DraftSign draft={deciding.draft} />
        </div>
      </form>
      {!wide && <div className="stack">{beside}</div>}
      {asking && (
        <ConfirmAct
          kind="primary"
          title={sure.title}
          action={props.label}
          busy={busy}
          back={say("cancel")}
          onConfirm={() => void run()}
          onClose={() => setAsking(false)}
        >
          {sure.summary}
        </ConfirmAct>
      )}
    </div>
  );
}
