import { type FormEvent, type ReactNode } from "react";
import { may } from "../../api/may";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { TextArea } from "../../design/field";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { Countdown } from "../../design/time";
import { useKept } from "../../shell/use-kept";
import { formatTime } from "../../text/format";
import { defineText, useText } from "../../text/language";
import { byItself } from "../by-itself";
import { SubmitHearingStatementDocument, type OwnPenaltyFragment } from "./penalties.generated";

const text = defineText("hearing", {
  en: {
    invitation: "Before this is decided, you may make one written statement.",
    until: "Your statement is awaited",
    statement: "Your statement",
    hint: "Describe what happened, what you have done about it, and anything in your favour. It cannot be changed later.",
    submit: "Make the statement",
    said: "What you said",
    silent: "Written statement (until {{at}}): none",
  },
  zh: {
    invitation: "在作出决定之前，您可以书面陈述申辩一次。",
    until: "陈述期限",
    statement: "陈述内容",
    hint: "请说明事情经过、已采取的补救措施以及有利于您的情况。提交后不可修改。",
    submit: "提交陈述",
    said: "您的陈述",
    silent: "书面陈述（截至 {{at}}）：无",
  },
});

/** The statement that a provider may make before its cooperation is terminated. */
export function Hearing({ penalty }: { penalty: OwnPenaltyFragment }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(SubmitHearingStatementDocument);
  const { id, hearingUntil, hearingStatement, availableActions } = penalty;
  const kept = useKept(`hearing ${id}`, "", "");
  if (hearingStatement)
    return (
      <div>
        <p className="small muted">{say("said")}</p>
        <p className="prose">{hearingStatement}</p>
      </div>
    );
  if (!may(availableActions, "SUBMIT_HEARING_STATEMENT"))
    return hearingUntil ? <p className="small muted">{say("silent", { at: formatTime(hearingUntil) })}</p> : null;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ penaltyId: id, text: kept.value })) kept.forget();
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)}>
      <Notice tone="warn">
        <p>{say("invitation")}</p>
        {hearingUntil && (
          <p className="row small">
            {say("until")} <Countdown until={hearingUntil} />
          </p>
        )}
      </Notice>
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
