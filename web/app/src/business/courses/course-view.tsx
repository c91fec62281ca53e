import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../../api/use-act";
import { Markdown } from "../../design/markdown";
import { Page } from "../../design/page";
import { Badge } from "../../design/badge";
import { Loaded } from "../../design/loaded";
import { Refused } from "../../design/refused";
import { Countdown } from "../../design/time";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { ActionButton } from "../../design/action-button";
import { courseText } from "./course.text";
import { OpenEnrolmentDocument, StartAttemptDocument, type OpenEnrolmentQuery } from "./courses.generated";
import { Quiz } from "./quiz";
import { QuizResult } from "./quiz-result";
import { ENROLMENT_TONE } from "../tones";
import { useBusinessRead } from "../use-business";

const text = defineText("courseView", {
  en: {
    title: "Course",
    all: "All courses",
    by: "To be passed by",
    lessons: "Lessons",
    lesson: "{{number}}. {{title}}",
    quiz: "The quiz",
    about: "{{count, counted(one: question; other: questions)}}; {{mark}} % must be right.",
    start: "Start the quiz",
  },
  zh: {
    title: "课程",
    all: "全部课程",
    by: "完成期限",
    lessons: "课程内容",
    lesson: "{{number}}. {{title}}",
    quiz: "测验",
    about: "共 {{count}} 题，答对 {{mark}}% 即通过。",
    start: "开始答题",
  },
});

type Enrolment = NonNullable<OpenEnrolmentQuery["enrolment"]>;

export function CourseView({ enrolmentId }: { enrolmentId: string }): ReactNode {
  const say = useText(text);
  const read = useBusinessRead(OpenEnrolmentDocument, { id: enrolmentId });
  const enrolment = read.data?.enrolment;
  return (
    <Page title={enrolment?.course.current?.title.text ?? say("title")} actions={<Link to="?">{say("all")}</Link>}>
      <Loaded {...read}>{() => enrolment && <Course enrolment={enrolment} onChanged={read.onAgain} />}</Loaded>
    </Page>
  );
}

function Course({ enrolment, onChanged }: { enrolment: Enrolment; onChanged: () => void }): ReactNode {
  const say = useText(text);
  const sayCourse = useText(courseText);
  const label = useLabel();
  const { status, reason, dueAt, course } = enrolment;
  const waits = status === "OPEN" || status === "OVERDUE";
  return (
    <>
      <div className="row small">
        <Badge tone={ENROLMENT_TONE[status]}>{label("EnrolmentStatus", status)}</Badge>
        <span>{label("EnrolmentReason", reason)}</span>
        {waits && (
          <span className="row">
            {say("by")} <Countdown until={dueAt} />
          </span>
        )}
      </div>
      {waits && <p>{sayCourse(reason)}</p>}
      <section className="stack" aria-labelledby="lessons">
        <h2 id="lessons">{say("lessons")}</h2>
        {(course.current?.lessons ?? []).map(({ position, title, text: words }) => (
          <article key={position} className="card stack-tight">
            <h3>{say("lesson", { number: position, title: title.text })}</h3>
            <Markdown text={words.text} under={3} />
          </article>
        ))}
      </section>
      <QuizSection enrolment={enrolment} onChanged={onChanged} />
    </>
  );
}

function QuizSection({ enrolment, onChanged }: { enrolment: Enrolment; onChanged: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(StartAttemptDocument);
  const [begun, setBegun] = useState(false);
  const { id, attempts, unavailableBecause, course, status } = enrolment;
  // The questions of an attempt are shown only to the person taking it.
  const mine = attempts.filter(({ questions }) => questions);
  const underWay = mine.find(({ submittedAt }) => !submittedAt);
  const last = mine.findLast(({ submittedAt }) => submittedAt);

  async function start(): Promise<void> {
    if (!(await act({ enrolmentId: id }))) return;
    setBegun(true);
    onChanged();
  }

  return (
    <section className="stack" aria-labelledby="quiz">
      <h2 id="quiz">{say("quiz")}</h2>
      {course.current && (
        <p className="muted">{say("about", { count: course.current.questionCount, mark: course.current.passMark })}</p>
      )}
      {underWay && (begun || !unavailableBecause) ? (
        <Quiz key={underWay.id} attempt={underWay} onSubmitted={onChanged} />
      ) : (
        <>
          {last && <QuizResult attempt={last} />}
          <Refused refusal={refusal} />
          {status !== "PASSED" && (
            <ActionButton label={say("start")} because={unavailableBecause} busy={busy} onAct={() => void start()} />
          )}
        </>
      )}
    </section>
  );
}
