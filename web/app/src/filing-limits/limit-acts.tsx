import type { ReactNode } from "react";
import type { FilingLimitAction } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { SayWhy } from "../shell/say-why";
import {
  ConfirmFilingLimitDocument,
  DecideFilingLimitContestDocument,
  LiftFilingLimitDocument,
  type FilingLimitShownFragment,
} from "./filing-limits.generated";
import { filingLimitsText } from "./filing-limits.text";

/** What a lead may do about somebody's limit, with the obstacles to the rest. */
export function LimitActs({ limit, onDone }: { limit: FilingLimitShownFragment; onDone: () => void }): ReactNode {
  const say = useText(filingLimitsText);
  const label = useLabel();
  const confirm = useAct(ConfirmFilingLimitDocument);
  const lift = useAct(LiftFilingLimitDocument);
  const decide = useAct(DecideFilingLimitContestDocument);
  const limitId = limit.id;
  const may = (action: FilingLimitAction): boolean =>
    limit.availableActions.some((each) => each.action === action && !each.unavailableBecause);
  const told = async (done: Promise<unknown>): Promise<boolean> => {
    const succeeded = Boolean(await done);
    if (succeeded) onDone();
    return succeeded;
  };
  const decided = (granted: boolean) => (reason: string) => told(decide.act({ limitId, granted, reason }));
  const buttons = [
    ...(may("DECIDE_CONTEST")
      ? [
          { label: say("deny"), act: decided(false) },
          { label: say("grant"), act: decided(true) },
        ]
      : []),
    ...(may("LIFT") && !may("DECIDE_CONTEST")
      ? [{ label: say("lift"), act: (reason: string) => told(lift.act({ limitId, reason })) }]
      : []),
  ];
  return (
    <>
      {limit.availableActions.map(
        ({ action, unavailableBecause }) =>
          unavailableBecause && (
            <p key={action} className="muted small">
              {say("obstacle", { action: label("FilingLimitAction", action), why: unavailableBecause.message })}
            </p>
          ),
      )}
      {may("CONFIRM") && (
        <div className="row">
          <Button kind="primary" busy={confirm.busy} onClick={() => void told(confirm.act({ limitId }))}>
            {say("confirm")}
          </Button>
        </div>
      )}
      <Refused refusal={confirm.refusal} />
      {buttons.length > 0 && (
        <SayWhy
          about={`limit ${limitId}`}
          name="reason"
          label={say("whyLabel")}
          hint={say("whyHint")}
          refusal={lift.refusal ?? decide.refusal}
          busy={lift.busy || decide.busy}
          buttons={buttons}
        />
      )}
    </>
  );
}
