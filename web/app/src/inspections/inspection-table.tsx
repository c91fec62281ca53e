import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { DataTable } from "../design/data-table";
import { Countdown, Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import type { InspectionRowFragment } from "./inspections.generated";

const text = defineText("inspectionTable", {
  en: {
    provider: "Provider",
    origin: "Began with",
    reason: "Why",
    status: "Status",
    who: "With",
    due: "Due",
    opened: "Opened",
    mine: "me",
    nobody: "no one",
    breach: "Breach found",
    noBreach: "No breach",
  },
  zh: {
    provider: "服务商",
    origin: "起因",
    reason: "原因",
    status: "状态",
    who: "负责人",
    due: "期限",
    opened: "立项时间",
    mine: "我",
    nobody: "无人",
    breach: "发现违约",
    noBreach: "未发现违约",
  },
});

const COLUMNS = ["provider", "origin", "reason", "status", "who", "due", "opened"] as const;

export function InspectionTable({
  title,
  inspections,
}: {
  title: string;
  inspections: readonly InspectionRowFragment[];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <DataTable label={title} heads={COLUMNS.map((column) => say(column))}>
      {inspections.map((inspection) => (
        <tr key={inspection.id}>
          <th scope="row">
            <Link to={`/inspections/${inspection.id}`}>{inspection.provider.legalName}</Link>
          </th>
          <td>{label("InspectionOrigin", inspection.origin)}</td>
          <td className="roomy">{inspection.reason}</td>
          <td>
            {label("InspectionStatus", inspection.status)} <Found breachFound={inspection.breachFound} />
          </td>
          <td>{inspection.isMine ? <strong>{say("mine")}</strong> : (inspection.assignedToName ?? say("nobody"))}</td>
          <td>{inspection.dueAt && !inspection.closedAt && <Countdown until={inspection.dueAt} />}</td>
          <td>
            <Time at={inspection.openedAt} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

export function Found({ breachFound }: { breachFound?: boolean | null }): ReactNode {
  const say = useText(text);
  if (breachFound === null || breachFound === undefined) return null;
  return <Badge tone={breachFound ? "bad" : "good"}>{say(breachFound ? "breach" : "noBreach")}</Badge>;
}
