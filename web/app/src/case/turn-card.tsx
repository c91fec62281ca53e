import { Bell, CircleCheck, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Icon } from "../design/icon";
import { Countdown } from "../design/time";
import type { ClosureReason } from "../api/schema.generated";
import { formatTime } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionButton, useReadWhenPossible } from "./actions-now";
import { useCase, type Case } from "./case-context";
import styles from "./case.module.css";
import { OutsideButton } from "./outside-button";
import { caseText } from "./case.text";
import { askedOf, nextByItself, turnOf } from "./turn";
import { headlineOf, whoseTurn } from "./turn-words";
import { turnText } from "./turn.text";

/** The one thing that matters now: what it is, until when, and what happens otherwise. */
export function TurnCard(): ReactNode {
  const say = useText(turnText);
  const { complaint } = useCase();
  const { mine, first, others } = turnOf(complaint);
  const unhelped = wentAway(complaint);
  useReadWhenPossible();
  return (
    <section
      id="now"
      className={styles.turn}
      data-mine={mine || undefined}
      aria-label={useText(caseText)("now")}
      tabIndex={-1}
    >
      <span className={styles.turnIcon}>
        <Icon of={iconOf(complaint, mine)} size={22} />
      </span>
      <div className={styles.turnWords}>
        <p className={styles.kicker}>
          <Whose mine={mine} />
        </p>
        {/* Who has another tab open before them is told that the other side has acted. */}
        <h2 aria-live="polite">{headlineOf(complaint)}</h2>
        <Otherwise />
        {unhelped && <p>{say("elsewhere")}</p>}
      </div>
      {unhelped && (
        <div className={styles.acts}>
          <OutsideButton kind="plain" />
        </div>
      )}
      {first.length > 0 && (
        <div className={styles.acts}>
          {first.map((one, at) => (
            <ActionButton
              key={one.action}
              available={one}
              kind={mine && at === 0 ? "primary" : at < 2 || !complaint.viewerSide ? "plain" : "quiet"}
            />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{say("others", { count: others.length })}</summary>
          <ul className="stack-tight" role="list">
            {others.map((one) => (
              <li key={one.action}>
                <ActionButton available={one} kind="plain" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** A consumer whom the platform has not helped: what is left to them is said where they read that. */
const wentAway = ({ viewerSide, closureReason }: Case): boolean =>
  viewerSide === "CONSUMER" && closureReason !== null && UNHELPED.has(closureReason);

const UNHELPED = new Set<ClosureReason>(["DISMISSED", "NOT_ACCEPTED", "UNREMEDIED"]);

function iconOf({ status }: Case, mine: boolean): LucideIcon {
  if (mine) return Bell;
  return status === "CLOSED" ? CircleCheck : Hourglass;
}

function Whose({ mine }: { mine: boolean }): ReactNode {
  const sayCase = useText(caseText);
  const { complaint } = useCase();
  const [asked] = askedOf(complaint);
  if (!mine || complaint.viewerSide === null || !asked) return whoseTurn(complaint);
  const due = asked.dueAt ?? complaint.dueAt;
  return (
    <span className="row">
      {whoseTurn(complaint)}
      {asked.mandatory && <Badge tone="warn">{sayCase("mandatory")}</Badge>}
      {due && <Countdown until={due} />}
    </span>
  );
}

function Otherwise(): ReactNode {
  const say = useText(turnText);
  const label = useLabel();
  const next = nextByItself(useCase().complaint);
  if (!next) return null;
  return <p>{say("otherwise", { at: formatTime(next.at), what: label("AutomaticAction", next.action) })}</p>;
}
