import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { Link, useSearchParams } from "react-router";
import { Page } from "../../design/page";
import { Badge } from "../../design/badge";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { Countdown, Time } from "../../design/time";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { CourseView } from "./course-view";
import { courseText } from "./course.text";
import { BusinessCoursesDocument, type OwnEnrolmentFragment } from "./courses.generated";
import { ENROLMENT_TONE } from "../tones";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("businessCourses", {
  en: {
    title: "Courses",
    empty: "No course to pass",
    emptyHint: "Courses come with admission, with a ruling, or from a trainer.",
    open: "Open the course",
    assigned: "Assigned",
    passed: "Passed",
    by: "To be passed by",
  },
  zh: {
    title: "培训课程",
    empty: "暂无课程",
    emptyHint: "入驻、处理决定或培训师指派的课程会出现在这里。",
    open: "进入课程",
    assigned: "指派时间",
    passed: "通过时间",
    by: "完成期限",
  },
});

export { CoursesPage as Component };

function CoursesPage(): ReactNode {
  const [params] = useSearchParams();
  const opened = params.get("course");
  return opened ? <CourseView key={opened} enrolmentId={opened} /> : <Courses />;
}

function Courses(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const read = present(useBusinessRead(BusinessCoursesDocument, { id: provider.id }), "provider");
  return (
    <Page title={say("title")}>
      <Loaded {...read}>
        {({ provider: { training } }) =>
          !training || training.nodes.length === 0 ? (
            <Empty title={say("empty")}>{say("emptyHint")}</Empty>
          ) : (
            <ul className="stack">
              {training.nodes.map((enrolment) => (
                <Course key={enrolment.id} enrolment={enrolment} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function Course({ enrolment }: { enrolment: OwnEnrolmentFragment }): ReactNode {
  const say = useText(text);
  const sayCourse = useText(courseText);
  const label = useLabel();
  const { id, reason, note, status, assignedAt, dueAt, passedAt, course, cancelReason } = enrolment;
  const waits = status === "OPEN" || status === "OVERDUE";
  return (
    <li className="card stack-tight">
      <h2>
        <Link to={`?course=${id}`}>{course.current?.title.text ?? say("open")}</Link>
      </h2>
      <div className="row small">
        <Badge tone={ENROLMENT_TONE[status]}>{label("EnrolmentStatus", status)}</Badge>
        <span>{label("EnrolmentReason", reason)}</span>
        {waits && (
          <span className="row">
            {say("by")} <Countdown until={dueAt} />
          </span>
        )}
      </div>
      <p className="prose">{course.current?.summary.text}</p>
      {note && <p className="prose small">{note}</p>}
      {cancelReason && <p className="prose small">{cancelReason}</p>}
      {waits && <p className="small">{sayCourse(reason)}</p>}
      <p className="row small muted">
        <span>
          {say("assigned")} <Time at={assignedAt} />
        </span>
        {passedAt && (
          <span>
            {say("passed")} <Time at={passedAt} />
          </span>
        )}
      </p>
    </li>
  );
}
