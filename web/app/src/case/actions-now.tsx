import { useEffect, useId, type ReactNode } from "react";
import type { ComplaintAction } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";
import { Button, ButtonLink } from "../design/button";
import { Badge } from "../design/badge";
import { Countdown, useNow } from "../design/time";
import { formatDuration } from "../text/format";
import { isStaff, useViewer } from "../shell/viewer";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ACTION_PLACES, isPlaced } from "./action-places";
import { useCase, type AvailableAction } from "./case-context";
import { caseText } from "./case.text";
import { Section } from "./section";

/** The server's list: actions that wait for the viewer, other permitted ones, and the obstacles to the rest. */
export function ActionsNow(): ReactNode {
  const say = useText(caseText);
  const { complaint } = useCase();
  const staff = isStaff(useViewer());
  useReadWhenPossible();
  const open = complaint.availableActions.filter(({ unavailableBecause }) => !unavailableBecause);
  const mandatory = open.filter((one) => one.mandatory);
  const others = open.filter((one) => !one.mandatory);
  const closed = complaint.availableActions.filter(({ unavailableBecause }) => unavailableBecause);
  return (
    <Section id="now" title={say("now")}>
      {mandatory.map((one) => (
        <div key={one.action} className="row">
          <ActionButton available={one} />
          <Badge tone="warn">{say("mandatory")}</Badge>
          {one.dueAt && <Countdown until={one.dueAt} />}
        </div>
      ))}
      {/* What staff do first stands at the desk's own place. */}
      {open.length === 0 && !staff && <p className="muted">{say("nothingNow")}</p>}
      {others.length > 0 && (
        <div className="row">
          {others.map((one) => (
            <ActionButton key={one.action} available={one} />
          ))}
        </div>
      )}
      {closed.length > 0 && (
        <div className="stack-tight">
          <h3 className="small muted">{say("notNow")}</h3>
          <ul className="stack-tight" role="list">
            {closed.map((one) => (
              <li key={one.action}>
                <ActionButton available={one} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

/** The server's actions on the object beside which they are shown. */
export function ActionsHere({ of }: { of: readonly ComplaintAction[] }): ReactNode {
  const { complaint } = useCase();
  const here = complaint.availableActions.filter(
    ({ action, unavailableBecause }) => of.includes(action) && !unavailableBecause,
  );
  return (
    here.length > 0 && (
      <div className="row">
        {here.map((one) => (
          <ActionButton key={one.action} available={one} />
        ))}
      </div>
    )
  );
}

function ActionButton({ available }: { available: AvailableAction }): ReactNode {
  const { action, mandatory, unavailableBecause } = available;
  const label = useLabel()("ComplaintAction", action);
  const { complaint, start } = useCase();
  const id = useId();
  const kind = mandatory ? "primary" : "plain";
  if (unavailableBecause)
    return (
      <div className="row">
        {/* Not `disabled`: the keyboard must reach it, and screen readers read out the reason. */}
        <Button aria-disabled="true" aria-describedby={id}>
          {label}
        </Button>
        <span id={id} className="small muted">
          {unavailableBecause.message} <PossibleAt at={unavailableBecause.availableAt} />
        </span>
      </div>
    );
  if (!isPlaced(action))
    return (
      <Button kind={kind} onClick={() => start(action)}>
        {label}
      </Button>
    );
  const place = ACTION_PLACES[action](complaint.id);
  if (!place.startsWith("#"))
    return (
      <ButtonLink kind={kind} to={place}>
        {label}
      </ButtonLink>
    );
  return (
    <Button kind={kind} onClick={() => goTo(place)}>
      {label}
    </Button>
  );
}

/** Goes to the form at the end of a section of this page, and into its first input. */
function goTo(place: string): void {
  const section = document.querySelector<HTMLElement>(place);
  const entry = section?.querySelector<HTMLElement>("[data-entry]") ?? section;
  const input = entry?.querySelector<HTMLElement>("textarea, input, select, button");
  entry?.scrollIntoView();
  (input ?? entry)?.focus();
}

function PossibleAt({ at }: { at: string | null }): ReactNode {
  const say = useText(caseText);
  const now = useNow();
  if (!at || Date.parse(at) <= now) return null;
  return say("availableIn", { time: formatDuration(Date.parse(at) - now) });
}

/** Timers run for at most a day; later moments are checked again then. */
const LONGEST_MS = 24 * 3_600_000;

/** The passing of time sends no event: at the times that the server announced for actions and clocks, the list is read again. */
function useReadWhenPossible(): void {
  const { complaint, readAgain } = useCase();
  const moments = complaint.availableActions
    .flatMap(({ dueAt, unavailableBecause }) => [dueAt, unavailableBecause?.availableAt])
    .concat(complaint.dueAt)
    .map((at) => (at ? Date.parse(at) : 0))
    .filter((at) => at > serverNow());
  const next = moments.length > 0 ? Math.min(...moments) : null;
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(readAgain, Math.min(next - serverNow() + 1_000, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [next, readAgain]);
}
