import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { SayWhy } from "../shell/say-why";
import { LicenceContestCard } from "./licence-contest";
import {
  DecideLicenceContestDocument,
  LicenceContestsDocument,
  type LicenceContestShownFragment,
} from "./licence-contests.generated";

const text = defineText("licenceContests", {
  en: {
    title: "Contested licences",
    reason: "Reason",
    hint: "Both providers read this.",
    uphold: "The holder loses the licence",
    dismiss: "The licence stays with its holder",
  },
  zh: {
    title: "营业执照异议",
    reason: "理由",
    hint: "双方服务商都会看到这段话。",
    uphold: "异议成立，解除持有方的执照登记",
    dismiss: "异议不成立，维持执照登记",
  },
});

/** Open contests, for inspectors; nothing is shown when there are none. */
export function LicenceContests({ decides }: { decides: boolean }): ReactNode {
  const say = useText(text);
  const read = useRead(LicenceContestsDocument, {});
  return (
    <Loaded {...read}>
      {({ licenceContests: { nodes } }) =>
        nodes.length > 0 && (
          <section className="stack-tight" aria-labelledby="licence-contests">
            <h2 id="licence-contests">{say("title")}</h2>
            <ul className="stack-tight" role="list">
              {nodes.map((contest) => (
                <LicenceContestCard key={contest.id} contest={contest}>
                  {decides && <Decide contest={contest} onDone={read.onAgain} />}
                </LicenceContestCard>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}

function Decide({ contest, onDone }: { contest: LicenceContestShownFragment; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(DecideLicenceContestDocument);
  const decide = async (upheld: boolean, reason: string): Promise<boolean> => {
    const done = await act({ contestId: contest.id, upheld, reason });
    if (done) onDone();
    return Boolean(done);
  };
  return (
    <SayWhy
      about={`licence contest ${contest.id}`}
      name="reason"
      label={say("reason")}
      hint={say("hint")}
      refusal={refusal}
      busy={busy}
      buttons={[
        { label: say("dismiss"), act: (reason) => decide(false, reason) },
        { label: say("uphold"), kind: "danger", act: (reason) => decide(true, reason) },
      ]}
    />
  );
}
