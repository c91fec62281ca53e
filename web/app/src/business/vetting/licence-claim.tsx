import type { ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Notice } from "../../design/notice";
import { defineText, useText } from "../../text/language";
import { SayWhy } from "../../shell/say-why";
import { LicenceContestCard } from "../../vetting/licence-contest";
import { AnswerLicenceContestDocument, ContestLicenceDocument } from "../../vetting/licence-contests.generated";
import { useBusiness } from "../use-business";
import type { OwnVettingFragment } from "./vetting.generated";

const text = defineText("licenceClaim", {
  en: {
    title: "Whose licence it is",
    held: "Another business was admitted with this licence. If it is yours, say why: it is heard, and an inspector decides.",
    why: "Why the licence is yours",
    contest: "Contest",
    answer: "Your answer",
    send: "Answer",
  },
  zh: {
    title: "营业执照归属",
    held: "已有其他服务商凭该营业执照入驻。如果执照属于您，请说明理由：平台将听取对方意见后作出处理。",
    why: "说明执照为何属于您",
    contest: "提出异议",
    answer: "您的答复",
    send: "提交答复",
  },
});

type Vetting = NonNullable<OwnVettingFragment["vetting"]>;

/** Shown only if two businesses claim the same licence. */
export function LicenceClaim({ vetting, onChanged }: { vetting: Vetting; onChanged: () => void }): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const { licenceContests, licenceIsHeld } = vetting;
  const contest = useAct(ContestLicenceDocument);
  const answer = useAct(AnswerLicenceContestDocument);
  if (!licenceIsHeld && licenceContests.length === 0) return null;
  const told = (done: unknown): boolean => {
    if (done) onChanged();
    return Boolean(done);
  };
  const mayContest = licenceIsHeld && !licenceContests.some(({ status }) => status === "OPEN");
  return (
    <section className="card stack-tight" aria-labelledby="licence-claim">
      <h2 id="licence-claim">{say("title")}</h2>
      <ul className="stack-tight" role="list">
        {licenceContests.map((one) => (
          <LicenceContestCard key={one.id} contest={one}>
            {one.status === "OPEN" && one.answer === null && one.holder.id === provider.id && (
              <SayWhy
                about={`licence contest ${one.id}`}
                name="text"
                label={say("answer")}
                refusal={answer.refusal}
                busy={answer.busy}
                buttons={[
                  { label: say("send"), act: (typed) => answer.act({ contestId: one.id, text: typed }).then(told) },
                ]}
              />
            )}
          </LicenceContestCard>
        ))}
      </ul>
      {mayContest && (
        <>
          <Notice>{say("held")}</Notice>
          <SayWhy
            about={`licence of ${provider.id}`}
            name="reason"
            label={say("why")}
            refusal={contest.refusal}
            busy={contest.busy}
            buttons={[
              {
                label: say("contest"),
                act: (reason) => contest.act({ providerId: provider.id, reason }).then(told),
              },
            ]}
          />
        </>
      )}
    </section>
  );
}
