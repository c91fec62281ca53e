import type { ReactNode } from "react";
import { Link } from "react-router";
import { Pager } from "../design/pager";
import { DataTable } from "../design/data-table";
import { formatNumber } from "../text/format";
import { defineText, useText } from "../text/language";
import type { RuleReplayQuery } from "./replay.generated";

const text = defineText("replayedProviders", {
  en: {
    title: "Providers",
    provider: "Provider",
    rulings: "Rulings tried",
    changed: "Changed",
    otherRulings: "Others changed",
    activeBefore: "Points now, before",
    activeAfter: "Points now, after",
    newPenalties: "Additional penalties",
    gonePenalties: "Penalties gone",
  },
  zh: {
    title: "涉及的服务商",
    provider: "服务商",
    rulings: "试算处理决定",
    changed: "有变化",
    otherRulings: "牵连其他处理决定",
    activeBefore: "现有积分（原）",
    activeAfter: "现有积分（试算）",
    newPenalties: "新增处理措施",
    gonePenalties: "不再产生的处理措施",
  },
});

const NUMBERS = [
  "rulings",
  "changed",
  "otherRulings",
  "activeBefore",
  "activeAfter",
  "newPenalties",
  "gonePenalties",
] as const;
type Providers = NonNullable<RuleReplayQuery["ruleReplay"]>["providers"];

export function ReplayedProviders({ providers: { nodes, pageInfo } }: { providers: Providers }): ReactNode {
  const say = useText(text);
  if (nodes.length === 0) return null;
  return (
    <section className="stack-tight">
      <h2>{say("title")}</h2>
      <DataTable label={say("title")} heads={[say("provider"), ...NUMBERS.map((name) => ({ numeric: say(name) }))]}>
        {nodes.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link to={`/providers/${one.provider.id}`}>{one.provider.legalName}</Link>
            </th>
            {NUMBERS.map((name) => (
              <td key={name} className="numeric">
                {formatNumber(one[name])}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      <Pager pageInfo={pageInfo} name="providers" />
    </section>
  );
}
