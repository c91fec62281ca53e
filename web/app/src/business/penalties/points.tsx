import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { Link } from "react-router";
import { Pager, usePlace } from "../../design/pager";
import { Badge } from "../../design/badge";
import { Loaded } from "../../design/loaded";
import { Time } from "../../design/time";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { BusinessPointsDocument, type BusinessPointsQuery } from "./penalties.generated";
import { Table } from "../table";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("businessPoints", {
  en: {
    ledger: "Ledger of points",
    number: "No.",
    entry: "Entry",
    points: "Points",
    level: "Severity",
    at: "When",
    expires: "Expires",
    provisional: "not counting yet",
    noEntries: "No points so far.",
    violations: "Violations",
    what: "What",
    found: "Found",
    counted: "Counts since",
    remedied: "Made good at once",
    reversed: "Reversed",
    ruling: "Case",
    noViolations: "No violation was found.",
  },
  zh: {
    ledger: "积分流水",
    number: "序号",
    entry: "事项",
    points: "积分",
    level: "违规等级",
    at: "时间",
    expires: "到期时间",
    provisional: "尚未计入",
    noEntries: "暂无积分记录。",
    violations: "违规记录",
    what: "事项",
    found: "认定时间",
    counted: "计入时间",
    remedied: "及时补救",
    reversed: "已撤销",
    ruling: "案件",
    noViolations: "暂无违规记录。",
  },
});

type Provider = NonNullable<BusinessPointsQuery["provider"]>;
type Entry = NonNullable<Provider["pointsLedger"]>["nodes"][number];
type Violation = NonNullable<Provider["violations"]>["nodes"][number];

/** Every entry of the ledger, with its reason. */
export function Points(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const ledger = usePlace("afterPoints");
  const violations = usePlace("afterViolation");
  const read = present(useBusinessRead(BusinessPointsDocument, { id: provider.id, ledger, violations }), "provider");
  return (
    <Loaded {...read}>
      {({ provider: { pointsLedger, violations } }) => (
        <>
          {pointsLedger && (
            <Table
              title={say("ledger")}
              heads={[say("number"), say("entry"), say("points"), say("level"), say("at"), say("expires")]}
              empty={say("noEntries")}
              rows={pointsLedger.nodes}
              row={(entry) => <EntryRow key={entry.id} entry={entry} />}
            >
              <Pager pageInfo={pointsLedger.pageInfo} name="afterPoints" />
            </Table>
          )}
          {violations && (
            <Table
              title={say("violations")}
              heads={[say("what"), say("level"), say("found"), say("counted"), say("remedied"), say("ruling")]}
              empty={say("noViolations")}
              rows={violations.nodes}
              row={(violation) => <ViolationRow key={violation.id} violation={violation} />}
            >
              <Pager pageInfo={violations.pageInfo} name="afterViolation" />
            </Table>
          )}
        </>
      )}
    </Loaded>
  );
}

const signed = (points: number): string => (points > 0 ? `+${points}` : `${points}`.replace("-", "−"));

function EntryRow({ entry: { number, kind, points, provisional, level, at, expiresAt } }: { entry: Entry }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <tr>
      <th scope="row" className="ordinal">
        {number}
      </th>
      <td>
        {label("PointsEntryKind", kind)} {provisional && <span className="small muted">{say("provisional")}</span>}
      </td>
      <td>
        <strong>{signed(points)}</strong>
      </td>
      <td>{label("Severity", level)}</td>
      <td>
        <Time at={at} />
      </td>
      <td>{expiresAt && <Time at={expiresAt} />}</td>
    </tr>
  );
}

function ViolationRow({ violation }: { violation: Violation }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { kind, level, foundAt, countedAt, promptlyRemediedAt, reversedAt, ruling } = violation;
  return (
    <tr>
      <th scope="row">
        {label("ViolationKind", kind)} {reversedAt && <Badge>{say("reversed")}</Badge>}
      </th>
      <td>{label("Severity", level)}</td>
      <td>
        <Time at={foundAt} />
      </td>
      <td>{countedAt && <Time at={countedAt} />}</td>
      <td>{promptlyRemediedAt && <Time at={promptlyRemediedAt} />}</td>
      <td>{ruling.complaint && <Link to={`/cases/${ruling.complaint.id}`}>{ruling.complaint.title}</Link>}</td>
    </tr>
  );
}
