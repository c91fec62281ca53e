import { useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { addressNow } from "../design/address";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Select } from "../design/field";
import { Pager, usePlace } from "../design/pager";
import { Badge, type Tone } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Countdown, Time } from "../design/time";
import type { EnrolmentStatus } from "../api/schema.generated";
import { may } from "../api/may";
import { DataTable } from "../design/data-table";
import { useLabel, useOptions, valuesOf } from "../text/room-labels";
import { CourseFilter } from "./course-filter";
import { defineText, useText } from "../text/language";
import { CancelEnrolment } from "./cancel-enrolment";
import { TrainingEnrolmentsDocument, type EnrolmentKeptFragment } from "./enrolments.generated";

const text = defineText("enrolments", {
  en: {
    list: "Enrolments",
    status: "Status",
    course: "Course",
    all: "All",
    provider: "Provider",
    onlyOf: "Only of {{name}}",
    everybody: "Show all providers",
    reason: "Why",
    due: "Due",
    attempts: "Attempts",
    none: "No matching enrolment",
    noneHint: "Change the filters, or assign a course on its page.",
    cancel: "Cancel",
    cancelOf: "Cancel: {{course}}, {{provider}}",
    attempt: "{{name}}: {{percent}} %",
    underWay: "{{name}}: under way",
    actions: "Actions",
    only: "Only of this provider",
  },
  zh: {
    list: "学习任务",
    status: "状态",
    course: "课程",
    all: "全部",
    provider: "服务商",
    onlyOf: "仅看 {{name}}",
    everybody: "查看全部服务商",
    reason: "缘由",
    due: "期限",
    attempts: "考试记录",
    none: "没有符合条件的学习任务",
    noneHint: "请调整筛选条件，或在课程页面指派课程。",
    cancel: "取消",
    cancelOf: "取消：{{course}}，{{provider}}",
    attempt: "{{name}}：正确率 {{percent}}%",
    underWay: "{{name}}：进行中",
    actions: "操作",
    only: "仅看该服务商",
  },
});

const TONE: Record<EnrolmentStatus, Tone> = { OPEN: "info", OVERDUE: "bad", PASSED: "good", CANCELLED: "muted" };
const SIGN: Record<EnrolmentStatus, string> = { OPEN: "○", OVERDUE: "▲", PASSED: "✓", CANCELLED: "–" };

export function Enrolments(): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [params, setParams] = useSearchParams();
  const status = valuesOf("EnrolmentStatus").find((known) => known === params.get("status")) ?? null;
  const courseId = params.get("course");
  const providerId = params.get("provider");
  const read = useRead(TrainingEnrolmentsDocument, { filter: { status, courseId, providerId }, after: usePlace() });
  const [cancelling, setCancelling] = useState<EnrolmentKeptFragment | null>(null);

  function filter(name: string, value: string): void {
    const next = addressNow();
    next.delete("after");
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next);
  }

  const first = read.data?.enrolments.nodes[0];
  return (
    <>
      <div className="row row-end">
        <Select
          label={say("status")}
          value={status ?? ""}
          options={[{ value: "", label: say("all") }, ...optionsOf("EnrolmentStatus")]}
          onChange={({ target }) => filter("status", target.value)}
        />
        <CourseFilter id={courseId} onChoose={(id) => filter("course", id ?? "")} />
        {providerId && (
          <Button onClick={() => filter("provider", "")}>
            {first ? say("onlyOf", { name: first.provider.legalName }) : providerId} · {say("everybody")}
          </Button>
        )}
      </div>
      <Loaded {...read}>
        {({ enrolments: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 ? (
              <Empty title={say("none")}>{say("noneHint")}</Empty>
            ) : (
              <DataTable
                label={say("list")}
                heads={(["provider", "course", "status", "due", "reason", "attempts", "actions"] as const).map((name) =>
                  say(name),
                )}
              >
                {nodes.map((enrolment) => (
                  <Row
                    key={enrolment.id}
                    enrolment={enrolment}
                    onCancel={() => setCancelling(enrolment)}
                    onOnly={() => filter("provider", enrolment.provider.id)}
                  />
                ))}
              </DataTable>
            )}
            <Pager pageInfo={pageInfo} />
            {cancelling && <CancelEnrolment enrolment={cancelling} onClose={() => setCancelling(null)} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function Row({
  enrolment,
  onCancel,
  onOnly,
}: {
  enrolment: EnrolmentKeptFragment;
  onCancel: () => void;
  onOnly: () => void;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider, course, status, dueAt, reason, note, cancelReason, attempts, availableActions, passedAt } =
    enrolment;
  const title = course.current?.title.text ?? course.code;
  return (
    <tr>
      <th scope="row">
        <div className="stack-tight flush">
          <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
          <Button kind="quiet" onClick={onOnly}>
            {say("only")}
          </Button>
        </div>
      </th>
      <td>
        <Link to={`/training/courses/${course.id}`}>{title}</Link>
      </td>
      <td>
        <Badge tone={TONE[status]}>
          <span aria-hidden="true">{SIGN[status]}</span> {label("EnrolmentStatus", status)}
        </Badge>
      </td>
      <td>
        {passedAt ? <Time at={passedAt} /> : <Time at={dueAt} />}
        {(status === "OPEN" || status === "OVERDUE") && (
          <div>
            <Countdown until={dueAt} />
          </div>
        )}
      </td>
      <td>
        {label("EnrolmentReason", reason)}
        {(cancelReason ?? note) && <div className="muted">{cancelReason ?? note}</div>}
      </td>
      <td>
        <ul className="stack-tight">
          {attempts.map(({ id, percent, passed, takenByName }) => (
            <li key={id}>
              {percent === null || percent === undefined
                ? say("underWay", { name: takenByName })
                : say("attempt", { name: takenByName, percent })}{" "}
              {passed !== null && <span aria-hidden="true">{passed ? "✓" : "✗"}</span>}
            </li>
          ))}
        </ul>
      </td>
      <td>
        {may(availableActions, "CANCEL") && (
          <Button
            kind="danger"
            aria-label={say("cancelOf", { course: title, provider: provider.legalName })}
            onClick={onCancel}
          >
            {say("cancel")}
          </Button>
        )}
      </td>
    </tr>
  );
}
