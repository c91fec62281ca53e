import type { ReactNode } from "react";
import { Link } from "react-router";
import { Markdown } from "../design/markdown";
import { Time } from "../design/time";
import { colon } from "../text/format";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import type { CourseVersionWrittenFragment } from "./training.generated";

const text = defineText("courseShown", {
  en: {
    assignment: "Assigned automatically",
    takenBy: "Passed by",
    passMark: "Pass mark",
    rules: "Rules",
    kinds: "Promises",
    published: "Published",
    lessons: "Lessons",
    questions: "Questions",
    right: "right",
    wrong: "wrong",
    why: "Why: {{explanation}}",
  },
  zh: {
    assignment: "自动指派",
    takenBy: "由谁通过",
    passMark: "及格线",
    rules: "规则",
    kinds: "承诺类型",
    published: "发布时间",
    lessons: "课文",
    questions: "考题",
    right: "正确",
    wrong: "错误",
    why: "解析：{{explanation}}",
  },
});

/** A version in the viewer's language, with its right answers. */
export function CourseShown({ version }: { version: CourseVersionWrittenFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const facts: [keyof (typeof text)["texts"]["en"], ReactNode][] = [
    ["assignment", label("CourseAssignment", version.assignment)],
    ["takenBy", label("CourseTaker", version.takenBy)],
    ["passMark", `${version.passMark} %`],
    [
      "rules",
      version.ruleCodes.length > 0 && (
        <span className="row">
          {version.ruleCodes.map((code) => (
            <Link key={code} to={`/rules/${code}`}>
              {code}
            </Link>
          ))}
        </span>
      ),
    ],
    ["kinds", version.promiseKinds.map((kind) => label("PromiseKind", kind)).join(" · ")],
    ["published", version.publishedAt && <Time at={version.publishedAt} />],
  ];
  return (
    <div className="stack">
      <p className="prose">{version.summary.text}</p>
      <dl className="facts">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <h2>{say("lessons")}</h2>
      <ol className="stack">
        {version.lessons.map(({ position, title, text }) => (
          <li key={position} className="card stack-tight">
            <h3>{title.text}</h3>
            <Markdown text={text.text} under={3} />
          </li>
        ))}
      </ol>
      <h2>{say("questions")}</h2>
      <ol className="stack">
        {version.questions?.map(({ text, options, explanation }, at) => (
          <li key={at} className="card stack-tight">
            <h3>
              {at + 1}. {text.text}
            </h3>
            <ul className="stack-tight">
              {options.map((option, place) => (
                <li key={place}>
                  <span aria-hidden="true">{option.correct ? "✓" : "✗"}</span>{" "}
                  <span className="visually-hidden">{say(option.correct ? "right" : "wrong") + colon()}</span>
                  {option.text.text}
                </li>
              ))}
            </ul>
            <p className="muted">{say("why", { explanation: explanation.text })}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
