import { type FormEvent, type ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { may } from "../../api/may";
import { Button } from "../../design/button";
import { TextArea } from "../../design/field";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { Countdown, Time } from "../../design/time";
import { useKept } from "../../shell/use-kept";
import { defineText, useText } from "../../text/language";
import { byItself } from "../by-itself";
import { AnswerInspectionDocument, type OwnHearingFragment } from "./penalties.generated";

const text = defineText("inspectionHearing", {
  en: {
    told: "What the platform found",
    invitation: "Before the platform concludes, you may make one statement. It is shown beside a published conclusion.",
    until: "Your statement is awaited",
    statement: "Your statement",
    hint: "Say what is wrong with it, or what you have done about it. Without personal data. It cannot be changed later.",
    submit: "Make the statement",
    said: "What you said",
    silent: "You stated nothing in time.",
    conclusion: "Published conclusion",
    closed: "Closed",
  },
  zh: {
    told: "平台巡查发现",
    invitation: "平台作出结论前，您可以陈述申辩一次，内容将与公布的结论一并展示。",
    until: "陈述期限",
    statement: "陈述内容",
    hint: "请说明异议或已采取的整改措施，不得含个人信息。提交后不可修改。",
    submit: "提交陈述",
    said: "您的陈述",
    silent: "您未在期限内陈述申辩。",
    conclusion: "对外公布的结论",
    closed: "结束时间",
  },
});

/** What an inspection found, and the provider's statement on it. */
export function InspectionHearing({ hearing }: { hearing: OwnHearingFragment }): ReactNode {
  const say = useText(text);
  const { told, toldAt, statement, answerDueAt, publicConclusion, closedAt } = hearing;
  const mayAnswer = may(hearing.availableActions, "ANSWER");
  return (
    <li className="card stack-tight">
      <p className="small muted">
        {say("told")} <Time at={toldAt} />
      </p>
      <p className="prose">{told}</p>
      {mayAnswer && (
        <>
          <Notice tone="warn">
            <p>{say("invitation")}</p>
            <p className="row small">
              {say("until")} <Countdown until={answerDueAt} />
            </p>
          </Notice>
          <Answer inspectionId={hearing.id} />
        </>
      )}
      {statement && (
        <div>
          <p className="small muted">{say("said")}</p>
          <p className="prose">{statement}</p>
        </div>
      )}
      {!statement && !mayAnswer && <p className="muted">{say("silent")}</p>}
      {publicConclusion && (
        <div>
          <p className="small muted">{say("conclusion")}</p>
          <p className="prose">{publicConclusion}</p>
        </div>
      )}
      {closedAt && (
        <p className="small muted">
          {say("closed")} <Time at={closedAt} />
        </p>
      )}
    </li>
  );
}

function Answer({ inspectionId }: { inspectionId: string }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(AnswerInspectionDocument);
  const kept = useKept(`inspection hearing ${inspectionId}`, "", "");

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ inspectionId, text: kept.value })) kept.forget();
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)}>
      <TextArea
        label={say("statement")}
        hint={say("hint")}
        value={kept.value}
        required
        error={refusal?.at("text")}
        onChange={({ target }) => kept.change(target.value)}
      />
      <Refused refusal={byItself(refusal, ["text"])} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("submit")}
        </Button>
      </div>
    </form>
  );
}
