import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Refused } from "../../design/refused";
import { Countdown } from "../../design/time";
import { defineText, useText } from "../../text/language";
import { SubmitAttemptDocument, type OwnAttemptFragment } from "./courses.generated";
import { inThisTab } from "../../browser/kept-texts";

const text = defineText("quiz", {
  en: {
    until: "Can be handed in until",
    question: "{{number}}. {{text}}",
    several: "More than one is right.",
    answered: "{{done}} of {{all}} answered",
    submit: "Hand it in",
  },
  zh: {
    until: "交卷期限",
    question: "{{number}}. {{text}}",
    several: "多选题",
    answered: "已答 {{done}} 题，共 {{all}} 题",
    submit: "交卷",
  },
});

type Chosen = Record<number, number[]>;
type Question = NonNullable<OwnAttemptFragment["questions"]>[number];

/** The chosen answers survive a reload of the page, and are discarded with the tab. */
function useChosen(attemptId: string): [Chosen, (chosen: Chosen) => void] {
  const key = `redress.attempt.${attemptId}`;
  const [chosen, setChosen] = useState(() => JSON.parse(inThisTab.getItem(key) ?? "{}") as Chosen);
  return [
    chosen,
    (next) => {
      inThisTab.setItem(key, JSON.stringify(next));
      setChosen(next);
    },
  ];
}

export function Quiz({ attempt, onSubmitted }: { attempt: OwnAttemptFragment; onSubmitted: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(SubmitAttemptDocument);
  const [chosen, setChosen] = useChosen(attempt.id);
  const questions = attempt.questions ?? [];
  const done = questions.filter(({ number }) => (chosen[number] ?? []).length > 0).length;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const answers = questions.map(({ number }) => ({ question: number, options: chosen[number] ?? [] }));
    if (await act({ attemptId: attempt.id, answers })) onSubmitted();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="row small">
        {say("until")} <Countdown until={attempt.expiresAt} />
      </p>
      {questions.map((question) => (
        <QuestionField
          key={question.number}
          question={question}
          chosen={chosen[question.number] ?? []}
          onChoose={(options) => setChosen({ ...chosen, [question.number]: options })}
        />
      ))}
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("submit")}
        </Button>
        <span className="small muted" role="status">
          {say("answered", { done, all: questions.length })}
        </span>
      </div>
    </form>
  );
}

function QuestionField({
  question,
  chosen,
  onChoose,
}: {
  question: Question;
  chosen: readonly number[];
  onChoose: (options: number[]) => void;
}): ReactNode {
  const say = useText(text);
  const { number, text: words, severalCorrect, options } = question;
  const toggle = (option: number): number[] =>
    chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option].sort((a, b) => a - b);
  return (
    <fieldset className="card stack-tight">
      <legend>{say("question", { number, text: words.text })}</legend>
      {severalCorrect && <p className="small muted">{say("several")}</p>}
      {options.map((option) => (
        <label key={option.number} className="choice">
          <input
            type={severalCorrect ? "checkbox" : "radio"}
            name={`question-${number}`}
            checked={chosen.includes(option.number)}
            onChange={() => onChoose(severalCorrect ? toggle(option.number) : [option.number])}
          />
          <span>{option.text.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
