import type { ReactNode } from "react";
import { Link } from "react-router";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import type { AccessShownFragment } from "./audit.generated";

const text = defineText("accessTable", {
  en: {
    at: "When",
    kind: "What",
    by: "By",
    case: "Case",
    concerned: "Whose data",
    purpose: "Why",
    target: "Object",
    only: "Only this person's: {{name}}",
    onlyCase: "Only this case",
    chain: "Its event chain",
  },
  zh: {
    at: "时间",
    kind: "内容",
    by: "查阅人",
    case: "案件",
    concerned: "涉及的人",
    purpose: "原因",
    target: "对象编号",
    only: "只看 {{name}}",
    onlyCase: "只看此案",
    chain: "事件链",
  },
});

const COLUMNS = ["at", "kind", "by", "case", "concerned", "purpose", "target"] as const;

export function AccessTable({ title, entries }: { title: string; entries: readonly AccessShownFragment[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <DataTable label={title} heads={COLUMNS.map((column) => say(column))}>
      {entries.map((entry) => (
        <tr key={entry.id}>
          <td>
            <Time at={entry.at} />
          </td>
          <td>
            {label("AccessKind", entry.kind)}{" "}
            {entry.reader && <span className="muted">{label("DossierReader", entry.reader)}</span>}
          </td>
          <td className="links">
            {entry.by && (
              <Link to={`?view=log&by=${entry.by.id}`} title={say("only", { name: entry.by.displayName })}>
                {entry.by.displayName}
              </Link>
            )}{" "}
            <span className="muted">{label("ActorRole", entry.byRole)}</span>
          </td>
          <td className="links">
            {entry.complaint && (
              <>
                <Link to={`/cases/${entry.complaint.id}`}>{entry.complaint.title}</Link>
                <span className="row small">
                  <Link to={`?view=log&case=${entry.complaint.id}`}>{say("onlyCase")}</Link>
                  <Link to={`?view=chain&of=${entry.complaint.id}`}>{say("chain")}</Link>
                </span>
              </>
            )}
          </td>
          <td className="links">
            {entry.concerned && (
              <Link
                to={`?view=log&account=${entry.concerned.id}`}
                title={say("only", { name: entry.concerned.displayName })}
              >
                {entry.concerned.displayName}
              </Link>
            )}
          </td>
          <td>{entry.purpose}</td>
          <td>
            <code>{entry.targetId}</code>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
