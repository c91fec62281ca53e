import type { ReactNode } from "react";
import { Link } from "react-router";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { formatDate, formatNumber, formatPercent } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { ProviderReputationQuery, ReputationInputShownFragment } from "./provider.generated";

const text = defineText("reputationInputs", {
  en: {
    title: "Everything that counts",
    hint: "The latest first. Only the day is shown, not who ordered or complained.",
    show: "Show the table",
    none: "Nothing has counted yet.",
    at: "Day",
    what: "What happened",
    part: "Part",
    weight: "Weight now",
    contribution: "Adds",
    effect: "Effect on the score",
    ruling: "The ruling",
    takesBack: "takes back an earlier one",
    takenBack: "taken back",
    beyond: "beyond what one consumer can add",
  },
  zh: {
    title: "每一条依据",
    hint: "最近的在前。不公开是谁下单或投诉，只显示日期。",
    show: "展开表格",
    none: "还没有计入任何记录。",
    at: "日期",
    what: "发生了什么",
    part: "计入",
    weight: "当前权重",
    contribution: "计入数值",
    effect: "对分数的影响",
    ruling: "查看处理决定",
    takesBack: "撤回此前一条",
    takenBack: "已被撤回",
    beyond: "超出同一消费者可计入的数量",
  },
});

const COLUMNS = ["at", "what", "part", "weight", "contribution", "effect"] as const;
const NUMBERS: ReadonlySet<string> = new Set(["weight", "contribution", "effect"]);

type Inputs = NonNullable<ProviderReputationQuery["provider"]>["reputation"]["inputs"];

export function ReputationInputs({ inputs: { nodes, pageInfo } }: { inputs: Inputs }): ReactNode {
  const say = useText(text);
  const place = usePlace();
  return (
    <section className="stack-tight">
      <h2>{say("title")}</h2>
      <p className="small muted">{say("hint")}</p>
      {nodes.length === 0 ? (
        <p className="muted">{say("none")}</p>
      ) : (
        <details open={place !== null || undefined}>
          <summary>{say("show")}</summary>
          <DataTable
            label={say("title")}
            heads={COLUMNS.map((column) => (NUMBERS.has(column) ? { numeric: say(column) } : say(column)))}
            className="small"
          >
            {nodes.map((input) => (
              <Row key={input.id} input={input} />
            ))}
          </DataTable>
          <Pager pageInfo={pageInfo} />
        </details>
      )}
    </section>
  );
}

function Row({ input }: { input: ReputationInputShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const entry = input.ruling?.registerEntries[0];
  return (
    <tr>
      <td className="nowrap">
        <time dateTime={input.at}>{formatDate(input.at)}</time>
      </td>
      <td>
        <span className="row">
          {label("ReputationInputKind", input.kind)}
          {input.level && <Badge>{label("Severity", input.level)}</Badge>}
          {input.takesBack && <Badge tone="info">{say("takesBack")}</Badge>}
          {!input.counts && <Badge>{say("beyond")}</Badge>}
          {entry && <Link to={`/public-register/${entry.id}`}>{say("ruling")}</Link>}
          {input.takenBackAt && (
            <span className="muted">
              {say("takenBack")} <Time at={input.takenBackAt} />
            </span>
          )}
        </span>
      </td>
      <td>{input.part && label("ReputationPart", input.part)}</td>
      <td className="numeric">{formatPercent(input.weight)}</td>
      <td className="numeric">{formatNumber(input.contribution, 3)}</td>
      <td className="numeric">{input.effect === null ? "–" : formatNumber(input.effect, 2)}</td>
    </tr>
  );
}
