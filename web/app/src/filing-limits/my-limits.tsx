import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Notice } from "../design/notice";
import { useText } from "../text/language";
import { SayWhy } from "../shell/say-why";
import { ContestFilingLimitDocument, MyFilingLimitsDocument } from "./filing-limits.generated";
import { filingLimitsText } from "./filing-limits.text";
import { LimitFacts } from "./limit-facts";

/** What limits the viewer's own complaints now, with the reasons and the way to contest it; nothing when nothing does. */
export function MyLimits(): ReactNode {
  const say = useText(filingLimitsText);
  const read = useRead(MyFilingLimitsDocument, {});
  const { act, busy, refusal } = useAct(ContestFilingLimitDocument);
  const limits = (read.data?.viewer?.filingLimits ?? []).filter(({ status }) => status === "IN_FORCE");
  if (limits.length === 0) return null;
  return (
    <Notice tone="warn">
      <h2>{say("own")}</h2>
      <p>{say("ownHint")}</p>
      {limits.map((limit) => (
        <section key={limit.id} className="stack-tight" aria-label={limit.reason}>
          <LimitFacts own limit={limit} />
          {limit.availableActions.some(
            ({ action, unavailableBecause }) => action === "CONTEST" && !unavailableBecause,
          ) && (
            <SayWhy
              about={`limit ${limit.id}`}
              name="reason"
              label={say("whyLabel")}
              hint={say("contestHint")}
              refusal={refusal}
              busy={busy}
              buttons={[{ label: say("contest"), act: (reason) => act({ limitId: limit.id, reason }) }]}
            />
          )}
        </section>
      ))}
    </Notice>
  );
}
