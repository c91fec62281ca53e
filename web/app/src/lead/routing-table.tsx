import type { ReactNode } from "react";
import { DataTable } from "../design/data-table";
import { formatMoney } from "../text/format";
import { useCategory, useQueueName } from "../text/categories";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import type { RoutingRuleShownFragment } from "./lead.generated";
import { routingText } from "./routing.text";

/** The rules, for those who do not change them. */
export function RulesTable({ rules }: { rules: readonly RoutingRuleShownFragment[] }): ReactNode {
  const say = useText(routingText);
  const label = useLabel();
  const queueName = useQueueName();
  const categoryOf = useCategory();
  const any = <span className="muted nowrap">{say("any")}</span>;
  return (
    <DataTable
      label={say("rules")}
      heads={(
        ["order", "queue", "category", "severityAtLeast", "breachClass", "currency", "amountAtLeast"] as const
      ).map((name) => say(name))}
    >
      {rules.map(({ id, queue, category, severityAtLeast, breachClass, currency, amountAtLeast }, at) => (
        <tr key={id}>
          <td className="ordinal">{at + 1}</td>
          <th scope="row" className="nowrap">
            {queueName(queue)}
          </th>
          <td>{category ? categoryOf(category) : any}</td>
          <td>{severityAtLeast ? label("Severity", severityAtLeast) : any}</td>
          <td>{breachClass ? label("BreachClass", breachClass) : any}</td>
          <td>{currency ?? any}</td>
          <td>
            {amountAtLeast === null
              ? any
              : currency
                ? formatMoney({ amount: amountAtLeast, currency })
                : say("smallestUnits", { amount: amountAtLeast })}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
