import { useEffect, useId, type ReactNode } from "react";
import type { ComplaintAction } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";
import { Button, ButtonLink, type Kind } from "../design/button";
import { useNow } from "../design/time";
import { whenThere } from "../design/when-there";
import { formatDuration } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ACTION_PLACES, isPlaced } from "./action-places";
import { useCase, type AvailableAction } from "./case-context";
import { caseText } from "./case.text";

/** The server's actions on the object beside which they are shown. */
export function ActionsHere({ of }: { of: readonly ComplaintAction[] }): ReactNode {
  const { complaint } = useCase();
  const here = of.flatMap((wanted) =>
    complaint.availableActions.filter(({ action, unavailableBecause }) => action === wanted && !unavailableBecause),
  );
  return (
    here.length > 0 && (
      <div className="row">
        {here.map((one) => (
          <ActionButton key={one.action} available={one} kind={one.mandatory ? "primary" : "plain"} />
        ))}
      </div>
    )
  );
}

interface Pressed {
  available: AvailableAction;
  kind: Kind;
  /** A sign before the words. */
  children?: ReactNode;
}

export function ActionButton({ available, kind, children }: Pressed): ReactNode {
  const { action, unavailableBecause } = available;
  const label = useLabel()("ComplaintAction", action);
  const { complaint, start } = useCase();
  const id = useId();
  if (unavailableBecause)
    return (
      <div className="row">
        <Button disabled aria-describedby={id}>
          {label}
        </Button>
        <span id={id} className="small muted">
          {unavailableBecause.message} <PossibleAt at={unavailableBecause.availableAt} />
        </span>
      </div>
    );
  if (!isPlaced(action))
    return (
      <Button kind={kind} data-act={action} onClick={() => start(action)}>
        {children}
        {label}
      </Button>
    );
  const place = ACTION_PLACES[action](complaint.id);
  if (!place.startsWith("#"))
    return (
      <ButtonLink kind={kind} to={place} data-act={action}>
        {label}
      </ButtonLink>
    );
  return (
    <Button kind={kind} onClick={() => goTo(place)}>
      {children}
      {label}
    </Button>
  );
}

/** Goes to a form of this page, whose tab may have to be opened and fetched, and into its first input. */
function goTo(place: string): void {
  document.querySelector<HTMLElement>(`[data-opens~="${place.slice(1)}"]`)?.click();
  whenThere(`${place}[data-entry], ${place} [data-entry]`, (entry) => {
    entry.scrollIntoView({ block: "nearest" });
    (entry.querySelector<HTMLElement>("textarea, input, select, button") ?? entry).focus();
  });
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
export function useReadWhenPossible(): void {
  const { complaint, readAgain } = useCase();
  const moments = complaint.availableActions
    .flatMap(({ dueAt, unavailableBecause }) => [dueAt, unavailableBecause?.availableAt])
    .concat(complaint.dueAt, complaint.automaticActs[0]?.at)
    .map((at) => (at ? Date.parse(at) : 0))
    .filter((at) => at > serverNow());
  const next = moments.length > 0 ? Math.min(...moments) : null;
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(readAgain, Math.min(next - serverNow() + 1_000, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [next, readAgain]);
}
