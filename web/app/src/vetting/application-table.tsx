import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge, type Tone } from "../design/badge";
import { DataTable } from "../design/data-table";
import { Countdown, Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import type { ApplicationRowFragment } from "./vetting.generated";

const text = defineText("applicationTable", {
  en: {
    provider: "Provider",
    kind: "For",
    status: "Status",
    round: "Round",
    submitted: "Submitted",
    due: "Due",
    decided: "Decided",
    inspector: "Inspector",
  },
  zh: {
    provider: "服务商",
    kind: "类型",
    status: "状态",
    round: "轮次",
    submitted: "提交时间",
    due: "期限",
    decided: "决定时间",
    inspector: "巡查员",
  },
});

const COLUMNS = ["provider", "kind", "status", "round", "submitted", "due", "decided", "inspector"] as const;
export const STATUS_TONES: Record<string, Tone> = { APPROVED: "good", REJECTED: "bad", CHANGES_REQUESTED: "warn" };

export function ApplicationTable({
  title,
  applications,
}: {
  title: string;
  applications: readonly ApplicationRowFragment[];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <DataTable label={title} heads={COLUMNS.map((column) => say(column))}>
      {applications.map((one) => (
        <tr key={one.id}>
          <th scope="row">
            <Link to={`/vetting/${one.id}`}>{one.provider.legalName}</Link>
          </th>
          <td>{label("ApplicationKind", one.kind)}</td>
          <td>
            <Badge tone={STATUS_TONES[one.status] ?? "info"}>{label("ApplicationStatus", one.status)}</Badge>
          </td>
          <td>{one.round}</td>
          <td>
            <Time at={one.submittedAt} />
          </td>
          <td>{one.dueAt && <Countdown until={one.dueAt} />}</td>
          <td>{one.decidedAt && <Time at={one.decidedAt} />}</td>
          <td>{one.inspectorName}</td>
        </tr>
      ))}
    </DataTable>
  );
}
