import type { ReactNode } from "react";
import { Badge } from "../../design/badge";
import { Notice } from "../../design/notice";
import { Time } from "../../design/time";
import { defineText, useText } from "../../text/language";
import type { OwnAttemptFragment } from "./courses.generated";

const text = defineText("quizResult", {
  en: {
    passed: "Passed with {{percent}} %",
    failed: "Not passed: {{percent}} %",
    when: "Handed in",
    question: "{{number}}. {{text}}",
    right: "right",
    wrong: "wrong",
    chosen: "your answer",
    correct: "right answer",
  },
  zh: {
    passed: "已通过，正确率 {{percent}}%",
    failed: "未通过，正确率 {{percent}}%",
    when: "交卷时间",
    question: "{{number}}. {{text}}",
    right: "正确",
    wrong: "错误",
    chosen: "您的答案",
    correct: "正确答案",
  },
});

/** The result of an attempt, with the reasons why an answer is right. */
export function QuizResult({ attempt }: { attempt: OwnAttemptFragment }): ReactNode {
  const say = useText(text);
  const { passed, percent, submittedAt, questions } = attempt;
  return (
    <div className="stack">
      <div role="status">
        <Notice tone={passed ? "good" : "warn"}>
          <p>
            <strong>{say(passed ? "passed" : "failed", { percent: percent ?? 0 })}</strong>
          </p>
          {submittedAt && (
            <p className="small muted">
              {say("when")} <Time at={submittedAt} />
            </p>
          )}
        </Notice>
      </div>
      <ol className="stack-tight">
        {(questions ?? []).map(({ number, text: words, right, options, explanation }) => (
          <li key={number} className="card stack-tight">
            <p className="row">
              <strong>{say("question", { number, text: words.text })}</strong>
              <Badge tone={right ? "good" : "bad"}>{say(right ? "right" : "wrong")}</Badge>
            </p>
            <ul>
              {options.map((option) => (
                <li key={option.number}>
                  {option.text.text} {option.chosen && <Badge tone="info">{say("chosen")}</Badge>}{" "}
                  {option.correct && <Badge tone="good">{say("correct")}</Badge>}
                </li>
              ))}
            </ul>
            {explanation && <p className="prose small">{explanation.text}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}
