import type { ReactNode } from "react";
import { Bars } from "../design/bars";
import { Empty } from "../design/empty";
import { DataTable } from "../design/data-table";
import { formatDuration, formatNumber } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import type { DeskFiguresQuery, StageFiguresQuery } from "./figures.generated";
import { figuresText } from "./figures.text";

type Workload = DeskFiguresQuery["deskFigures"]["workload"];
type Stages = StageFiguresQuery["slaFigures"];

/** The workload of each person, by kind of work, with bars. */
export function WorkloadTable({ rows }: { rows: Workload }): ReactNode {
  const say = useText(figuresText);
  if (rows.length === 0) return <Empty title={say("nobody")} />;
  const kinds = [
    { title: say("held"), valueOf: ({ held }: Workload[number]) => held },
    { title: say("assigned"), valueOf: ({ assigned }: Workload[number]) => assigned },
    { title: say("decided"), valueOf: ({ decidedIn7Days }: Workload[number]) => decidedIn7Days },
  ];
  return (
    <div className="grid">
      {kinds.map(({ title, valueOf }) => (
        <div key={title} className="card stack-tight">
          <h3>{title}</h3>
          <Bars title={title} rows={rows.map((row) => ({ label: row.moderator.displayName, value: valueOf(row) }))} />
        </div>
      ))}
    </div>
  );
}

const MINUTE = 60_000;
const COLUMNS = ["stage", "cases", "hit", "missed", "running", "median", "p90"] as const;

export function StageTable({ rows }: { rows: Stages }): ReactNode {
  const say = useText(figuresText);
  const label = useLabel();
  if (rows.length === 0) return <Empty title={say("noStages")} />;
  const length = (minutes: number | null | undefined): string =>
    minutes === null || minutes === undefined ? "–" : formatDuration(minutes * MINUTE);
  return (
    <DataTable
      label={say("stages")}
      matrix
      heads={COLUMNS.map((column) => (column === "stage" ? say(column) : { numeric: say(column) }))}
    >
      {rows.map(({ stage, count, hit, missed, running, medianMinutes, p90Minutes }) => (
        <tr key={stage}>
          <th scope="row">{label("ComplaintStatus", stage)}</th>
          {[count, hit, missed, running].map((value, at) => (
            <td key={at} className="numeric">
              {formatNumber(value)}
            </td>
          ))}
          <td className="numeric">{length(medianMinutes)}</td>
          <td className="numeric">{length(p90Minutes)}</td>
        </tr>
      ))}
    </DataTable>
  );
}
