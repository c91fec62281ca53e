import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { DataTable } from "../design/data-table";
import { useIsOpen } from "../shell/viewer";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { Enrolments } from "./enrolments";
import { TrainingCoursesDocument, type CourseListedFragment } from "./training.generated";

const text = defineText("training", {
  en: {
    title: "Training",
    views: "What to show",
    courses: "Courses",
    enrolments: "Enrolments",
    create: "New course",
    none: "No course yet",
    noneHint: "Write the first one.",
    course: "Course",
    taught: "Current version",
    assignment: "Assigned",
    questions: "Questions",
    draft: "Draft",
    notYet: "nothing yet",
    version: "Version {{version}}",
    saved: "saved",
  },
  zh: {
    title: "培训",
    views: "查看",
    courses: "课程",
    enrolments: "学习任务",
    create: "新建课程",
    none: "还没有课程",
    noneHint: "请编写第一门课程。",
    course: "课程",
    taught: "现行版本",
    assignment: "指派方式",
    questions: "题数",
    draft: "草稿",
    notYet: "尚未发布",
    version: "第 {{version}} 版",
    saved: "保存于",
  },
});

export { TrainingPage as Component };

function TrainingPage(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const writes = useIsOpen("saveCourseDraft");
  const enrolments = params.get("view") === "enrolments";
  return (
    <Page
      dense
      title={say("title")}
      actions={writes && <ButtonLink to="/training/courses/new">{say("create")}</ButtonLink>}
    >
      <nav className="tabs" aria-label={say("views")}>
        <Link to="?" aria-current={enrolments ? undefined : "page"}>
          {say("courses")}
        </Link>
        <Link to="?view=enrolments" aria-current={enrolments ? "page" : undefined}>
          {say("enrolments")}
        </Link>
      </nav>
      {enrolments ? <Enrolments /> : <Courses />}
    </Page>
  );
}

function Courses(): ReactNode {
  const say = useText(text);
  const read = useRead(TrainingCoursesDocument, { after: usePlace() });
  return (
    <Loaded {...read}>
      {({ courses: { nodes, pageInfo } }) =>
        nodes.length === 0 ? (
          <Empty title={say("none")}>{say("noneHint")}</Empty>
        ) : (
          <>
            <DataTable
              label={say("courses")}
              heads={(["course", "taught", "assignment", "questions", "draft"] as const).map((column) =>
                column === "questions" ? { numeric: say(column) } : say(column),
              )}
            >
              {nodes.map((course) => (
                <CourseRow key={course.id} course={course} />
              ))}
            </DataTable>
            <Pager pageInfo={pageInfo} />
          </>
        )
      }
    </Loaded>
  );
}

function CourseRow({ course: { id, code, current, versions } }: { course: CourseListedFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const draft = versions.nodes.find(({ status }) => status === "DRAFT");
  return (
    <tr>
      <th scope="row">
        <Link to={`/training/courses/${id}`}>{(current ?? draft)?.title.text ?? code}</Link>
        <div className="mono muted">{code}</div>
      </th>
      <td>
        {current ? say("version", { version: current.version }) : <span className="muted">{say("notYet")}</span>}{" "}
        {current?.publishedAt && <Time at={current.publishedAt} />}
      </td>
      <td>{current && label("CourseAssignment", current.assignment)}</td>
      <td className="numeric">{current?.questionCount}</td>
      <td>
        {draft && (
          <>
            <Badge tone="warn">{say("version", { version: draft.version })}</Badge>{" "}
            <span className="muted">
              {say("saved")} <Time at={draft.savedAt} />
            </span>
          </>
        )}
      </td>
    </tr>
  );
}
