import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { isOnlyInThisTab } from "../api/redress";
import { useAct } from "../api/use-act";
import { Button, ButtonLink } from "../design/button";
import { Refused } from "../design/refused";
import { bringPieces } from "../evidence/pieces";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { BreachesStep } from "./breaches-step";
import { STEPS, stepToMend, useStep, type Step, type StepProps } from "./complain-steps";
import { complainText } from "./complain.text";
import { OpenComplaintDocument } from "./complain.generated";
import styles from "./complain.module.css";
import { toInput } from "./complaint-draft";
import { DemandStep } from "./demand-step";
import { EvidenceStep } from "./evidence-step";
import { Guidance } from "./guidance";
import { useDraft } from "./use-draft";
import type { Refusal } from "../api/refusal";

const BODIES: Record<Step, (props: StepProps) => ReactNode> = {
  breaches: BreachesStep,
  demand: DemandStep,
  evidence: EvidenceStep,
};

/** Opens a case step by step, beginning with the broken promises. */
export function ComplainForm({ order, accountId }: { order: StepProps["order"]; accountId: string }): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  const navigate = useNavigate();
  const { draft, change, forget } = useDraft(accountId, order);
  const { act, busy, refusal } = useAct(OpenComplaintDocument);
  const { step, go, after, before } = useStep();
  const [incomplete, setIncomplete] = useState(false);
  const heading = useFocusOn(step);
  const Body = BODIES[step];

  async function file(): Promise<void> {
    const { demandKind } = draft;
    if (demandKind === null) return go("demand");
    const done = await act(toInput(order, draft, demandKind, label));
    if (!done) return;
    const { id } = done.openComplaint.complaint;
    await bringPieces({ accountId, place: order.id }, id, true);
    forget();
    await navigate(`/cases/${id}#evidence`, { replace: true, state: { opened: true } });
  }

  /** What was chosen for this complaint is wanted there, too, and is sent when its owner says so. */
  async function goToExisting(id: string): Promise<void> {
    await bringPieces({ accountId, place: order.id }, id, false);
    await navigate(`/cases/${id}`);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    const nothingPicked = draft.breaches.length === 0 && draft.breachClass === "ORDINARY";
    setIncomplete(nothingPicked);
    if (nothingPicked) go("breaches");
    else if (after) go(after);
    else void file();
  }

  const kinds = order.promises
    .filter(({ promiseVersion }) => draft.breaches.some((breach) => breach.promiseVersionId === promiseVersion.id))
    .map(({ promiseVersion }) => promiseVersion.kind);

  return (
    <>
      <StepList step={step} />
      <Stopped refusal={refusal} go={go} onExisting={(id) => void goToExisting(id)} />
      <div className={styles.columns}>
        <form className="card stack" onSubmit={submit}>
          <h2 ref={heading} tabIndex={-1}>
            {say(step)}
          </h2>
          <Body order={order} draft={draft} change={change} refusal={refusal} go={go} />
          {incomplete && draft.breaches.length === 0 && draft.breachClass === "ORDINARY" && (
            <p role="alert" className="bad">
              {say("pickOne")}
            </p>
          )}
          <div className="row spread">
            {before ? <Button onClick={() => go(before)}>{say("back")}</Button> : <span />}
            <Button kind="primary" type="submit" busy={busy}>
              {say(after ? "next" : "file")}
            </Button>
          </div>
          <p className="small muted">{say(isOnlyInThisTab() ? "keptInTab" : "kept")}</p>
        </form>
        <Guidance kinds={kinds} />
      </div>
    </>
  );
}

/** Why the case was not opened, with links to what can be done about it. */
function Stopped({
  refusal,
  go,
  onExisting,
}: {
  refusal: Refusal | null;
  go: (step: Step) => void;
  onExisting: (id: string) => void;
}): ReactNode {
  const say = useText(complainText);
  if (!refusal) return null;
  const { existingId } = refusal;
  const mend = stepToMend(refusal);
  return (
    <>
      <Refused refusal={refusal} />
      {existingId ? (
        <div>
          {refusal.code === "FILING_LIMITED" ? (
            <ButtonLink kind="primary" to="/cases">
              {say("limited")}
            </ButtonLink>
          ) : refusal.code === "ALREADY_DECIDED" ? (
            <ButtonLink kind="primary" to={`/cases/${existingId}`}>
              {say("decided")}
            </ButtonLink>
          ) : (
            <Button kind="primary" onClick={() => onExisting(existingId)}>
              {say("existing")}
            </Button>
          )}
        </div>
      ) : (
        mend !== "evidence" && (
          <div>
            <Button onClick={() => go(mend)}>{say(mend)}</Button>
          </div>
        )
      )}
    </>
  );
}

function StepList({ step }: { step: Step }): ReactNode {
  const say = useText(complainText);
  return (
    <ol className={styles.steps} aria-label={say("steps")}>
      {STEPS.map((each, at) => (
        <li key={each} aria-current={each === step ? "step" : undefined}>
          <span aria-hidden="true">{at + 1}</span> <span>{say(each)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Each step is read out when it begins, except the first, which is read out with the page. */
function useFocusOn(step: Step): React.RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  return heading;
}
