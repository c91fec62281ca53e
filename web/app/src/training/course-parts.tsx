import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { BilingualInput } from "../design/bilingual";
import { Button } from "../design/button";
import { goOnInAdded } from "../design/go-on-in-added";
import { Checkbox } from "../design/field";
import { defineText, useText } from "../text/language";
import { newLesson, newOption, newQuestion, type CourseForm, type QuestionForm } from "./course-form";
import { removed, replaced, swapped } from "./list-editing";

const text = defineText("courseParts", {
  en: {
    lessons: "Lessons",
    lesson: "Lesson {{number}}",
    title: "Heading",
    text: "Text, in Markdown",
    addLesson: "Add a lesson",
    questions: "Questions",
    question: "Question {{number}}",
    asked: "What is asked",
    option: "Answer {{number}}",
    correct: "Answer {{number}} is right",
    addOption: "Add an answer",
    explanation: "Why the right answer is right",
    addQuestion: "Add a question",
    remove: "Remove",
    up: "Move up",
    of: "{{act}}: {{what}}",
  },
  zh: {
    lessons: "课文",
    lesson: "第 {{number}} 课",
    title: "标题",
    text: "正文（Markdown）",
    addLesson: "添加一课",
    questions: "考题",
    question: "第 {{number}} 题",
    asked: "题目",
    option: "选项 {{number}}",
    correct: "选项 {{number}} 为正确答案",
    addOption: "添加选项",
    explanation: "答案解析",
    addQuestion: "添加一题",
    remove: "删除",
    up: "上移",
    of: "{{act}}：{{what}}",
  },
});

interface Props {
  form: CourseForm;
  onChange: (part: Partial<CourseForm>) => void;
  refusal: Refusal | null;
}

export function Lessons({ form: { lessons }, onChange, refusal }: Props): ReactNode {
  const say = useText(text);
  return (
    <section className="stack" aria-labelledby="lessons">
      <h2 id="lessons">{say("lessons")}</h2>
      {lessons.map((lesson, at) => (
        <Part
          key={at}
          title={say("lesson", { number: at + 1 })}
          first={at === 0}
          only={lessons.length === 1}
          onUp={() => onChange({ lessons: swapped(lessons, at - 1) })}
          onRemove={() => onChange({ lessons: removed(lessons, at) })}
        >
          {(["title", "text"] as const).map((part) => (
            <BilingualInput
              key={part}
              label={say(part)}
              name={`lessons.${at}.${part}`}
              value={lesson[part]}
              refusal={refusal}
              {...(part === "text" && { rows: 8 })}
              onChange={(value) => onChange({ lessons: replaced(lessons, at, { ...lesson, [part]: value }) })}
            />
          ))}
        </Part>
      ))}
      <div>
        <Button
          onClick={({ currentTarget }) =>
            goOnInAdded(currentTarget, () => onChange({ lessons: [...lessons, newLesson()] }))
          }
        >
          {say("addLesson")}
        </Button>
      </div>
    </section>
  );
}

export function Questions({ form: { questions }, onChange, refusal }: Props): ReactNode {
  const say = useText(text);
  return (
    <section className="stack" aria-labelledby="questions">
      <h2 id="questions">{say("questions")}</h2>
      {questions.map((question, at) => (
        <Part
          key={at}
          title={say("question", { number: at + 1 })}
          first={at === 0}
          only={questions.length === 1}
          onUp={() => onChange({ questions: swapped(questions, at - 1) })}
          onRemove={() => onChange({ questions: removed(questions, at) })}
        >
          <Question
            name={`questions.${at}`}
            question={question}
            refusal={refusal}
            onChange={(next) => onChange({ questions: replaced(questions, at, next) })}
          />
        </Part>
      ))}
      <div>
        <Button
          onClick={({ currentTarget }) =>
            goOnInAdded(currentTarget, () => onChange({ questions: [...questions, newQuestion()] }))
          }
        >
          {say("addQuestion")}
        </Button>
      </div>
    </section>
  );
}

function Question({
  name,
  question,
  onChange,
  refusal,
}: {
  name: string;
  question: QuestionForm;
  onChange: (question: QuestionForm) => void;
  refusal: Refusal | null;
}): ReactNode {
  const say = useText(text);
  const { options } = question;
  const change = (part: Partial<QuestionForm>): void => onChange({ ...question, ...part });
  // An error in one text is shown beside it; an error in the answers as a whole is shown here.
  const wrong = refusal?.field === `input.${name}.options` ? refusal.message : undefined;
  return (
    <>
      <BilingualInput
        label={say("asked")}
        name={`${name}.text`}
        value={question.text}
        refusal={refusal}
        onChange={(value) => change({ text: value })}
      />
      {options.map((option, at) => (
        <div key={at} className="stack-tight">
          <BilingualInput
            label={say("option", { number: at + 1 })}
            name={`${name}.options.${at}.text`}
            value={option.text}
            refusal={refusal}
            onChange={(value) => change({ options: replaced(options, at, { ...option, text: value }) })}
          />
          <div className="row">
            <Checkbox
              label={say("correct", { number: at + 1 })}
              checked={option.correct}
              onChange={({ target }) =>
                change({ options: replaced(options, at, { ...option, correct: target.checked }) })
              }
            />
            <Button
              kind="quiet"
              aria-label={say("of", { act: say("remove"), what: say("option", { number: at + 1 }) })}
              onClick={() => change({ options: removed(options, at) })}
            >
              {say("remove")}
            </Button>
          </div>
        </div>
      ))}
      {wrong && (
        <p className="field">
          <span className="error" role="alert">
            {wrong}
          </span>
        </p>
      )}
      <div>
        <Button
          onClick={({ currentTarget }) =>
            goOnInAdded(currentTarget, () => change({ options: [...options, newOption()] }))
          }
        >
          {say("addOption")}
        </Button>
      </div>
      <BilingualInput
        label={say("explanation")}
        name={`${name}.explanation`}
        value={question.explanation}
        refusal={refusal}
        rows={3}
        onChange={(value) => change({ explanation: value })}
      />
    </>
  );
}

function Part({
  title,
  first,
  only,
  onUp,
  onRemove,
  children,
}: {
  title: string;
  first: boolean;
  only: boolean;
  onUp: () => void;
  onRemove: () => void;
  children: ReactNode;
}): ReactNode {
  const say = useText(text);
  const acts = [
    ["up", onUp, first],
    ["remove", onRemove, only],
  ] as const;
  return (
    <fieldset className="card stack">
      <legend className="visually-hidden">{title}</legend>
      <div className="row spread">
        <h3>{title}</h3>
        <div className="row">
          {acts.map(([act, onClick, disabled]) => (
            <Button
              key={act}
              kind="quiet"
              disabled={disabled}
              aria-label={say("of", { act: say(act), what: title })}
              onClick={onClick}
            >
              {say(act)}
            </Button>
          ))}
        </div>
      </div>
      {children}
    </fieldset>
  );
}
