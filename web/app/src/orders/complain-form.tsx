import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { Button, ButtonLink } from "../design/button";
import { Refused } from "../design/refused";
import { useText } from "../text/language";
import { BreachesStep } from "./breaches-step";
import { STEPS, stepToMend, useStep, type Step, type StepProps } from "./complain-steps";
import { complainText } from "./complain.text";
import { OpenComplaintDocument } from "./complain.generated";
import styles from "./complain.module.css";
import { DemandStep } from "./demand-step";
import { Guidance } from "./guidance";
import { StoryStep } from "./story-step";
import { SummaryStep } from "./summary-step";
import { useDraft } from "./use-draft";
import type { Refusal } from "../api/refusal";

const BODIES: Record<Step, (props: StepProps) => ReactNode> = {
  breaches: BreachesStep,
  story: StoryStep,
  demand: DemandStep,
  summary: SummaryStep,
};

/** Opens a case step by step, beginning with the broken promises. */
export function ComplainForm({ order, accountId }: { order: StepProps["order"]; accountId: string }): ReactNode {
  const say = useText(complainText);
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
    const breaches = draft.breaches.map((breach) => ({ ...breach, amount: breach.amount ?? 0 }));
    const newFacts = draft.newFacts || undefined;
    const done = await act({ orderId: order.id, ...draft, demandKind, breaches, newFacts });
    if (!done) return;
    forget();
    await navigate(`/cases/${done.openComplaint.complaint.id}#evidence`, { replace: true, state: { opened: true } });
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
      <Stopped refusal={refusal} go={go} />
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
          <p className="small muted">{say("kept")}</p>
        </form>
        <Guidance kinds={[...new Set(kinds)]} />
      </div>
    </>
  );
}

/** Why the case was not opened, with links to what can be done about it. */
function Stopped({ refusal, go }: { refusal: Refusal | null; go: (step: Step) => void }): ReactNode {
  const say = useText(complainText);
  if (!refusal) return null;
  const mend = stepToMend(refusal);
  return (
    <>
      <Refused refusal={refusal} />
      {refusal.existingId ? (
        <div>
          {refusal.code === "FILING_LIMITED" ? (
            <ButtonLink kind="primary" to="/cases">
              {say("limited")}
            </ButtonLink>
          ) : (
            <ButtonLink kind="primary" to={`/cases/${refusal.existingId}`}>
              {say(refusal.code === "ALREADY_DECIDED" ? "decided" : "existing")}
            </ButtonLink>
          )}
        </div>
      ) : (
        mend !== "summary" && (
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
