import { useState, type ReactNode } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { may } from "../api/may";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { AssignCourse } from "./assign-course";
import { CourseEditor } from "./course-editor";
import { CourseShown } from "./course-shown";
import { TrainingCourseDocument, type CourseWrittenFragment } from "./training.generated";

const text = defineText("course", {
  en: {
    title: "Course",
    create: "New course",
    none: "There is no such course",
    all: "All courses",
    assign: "Assign…",
    enrolments: "Enrolments",
    versions: "Versions",
    version: "Version {{version}} · {{status}}",
    write: "Write",
  },
  zh: {
    title: "课程",
    create: "新建课程",
    none: "没有这门课程",
    all: "全部课程",
    assign: "指派…",
    enrolments: "学习任务",
    versions: "版本",
    version: "第 {{version}} 版 · {{status}}",
    write: "编写",
  },
});

export { CoursePage as Component };

function CoursePage(): ReactNode {
  const { id = "" } = useParams();
  return id === "new" ? <NewCourse /> : <CourseById key={id} id={id} />;
}

function NewCourse(): ReactNode {
  const say = useText(text);
  const navigate = useNavigate();
  return (
    <Page dense title={say("create")} way={[{ to: "/training", text: say("all") }]}>
      <CourseEditor
        course={null}
        onSaved={(id) => void navigate(`/training/courses/${id}?show=write`, { replace: true })}
      />
    </Page>
  );
}

function CourseById({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const read = useRead(TrainingCourseDocument, { id });
  const [assigning, setAssigning] = useState(false);
  const course = read.data?.course;
  const shown = course?.versions.nodes.find(({ status }) => status === "PUBLISHED") ?? course?.versions.nodes[0];
  return (
    <Page
      dense
      title={shown?.title.text ?? say("title")}
      way={[{ to: "/training", text: say("all") }]}
      actions={
        <>
          {course && may(course.availableActions, "ASSIGN") && (
            <Button kind="primary" onClick={() => setAssigning(true)}>
              {say("assign")}
            </Button>
          )}
          <ButtonLink to={`/training?view=enrolments&course=${id}`}>{say("enrolments")}</ButtonLink>
        </>
      }
    >
      <Loaded {...read}>
        {({ course }) =>
          course ? <Versions course={course} onRefused={read.onAgain} /> : <Empty title={say("none")} />
        }
      </Loaded>
      {assigning && <AssignCourse courseId={id} onClose={() => setAssigning(false)} />}
    </Page>
  );
}

function Versions({ course, onRefused }: { course: CourseWrittenFragment; onRefused: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [params] = useSearchParams();
  const asked = params.get("show");
  const writes = may(course.availableActions, "WRITE") && asked === "write";
  const shown = course.versions.nodes.find(({ version }) => String(version) === asked) ?? course.versions.nodes[0];
  return (
    <>
      <p className="mono muted">{course.code}</p>
      <nav className="tabs" aria-label={say("versions")}>
        {may(course.availableActions, "WRITE") && (
          <Link to="?show=write" aria-current={writes ? "page" : undefined}>
            {say("write")}
          </Link>
        )}
        {course.versions.nodes.map(({ id, version, status }) => (
          <Link key={id} to={`?show=${version}`} aria-current={!writes && shown?.id === id ? "page" : undefined}>
            {say("version", { version, status: label("PublicationStatus", status) })}
          </Link>
        ))}
      </nav>
      {writes ? <CourseEditor course={course} onRefused={onRefused} /> : shown && <CourseShown version={shown} />}
    </>
  );
}
