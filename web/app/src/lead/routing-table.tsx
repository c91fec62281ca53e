import type { ReactNode } from "react";
import { TableFrame } from "../design/table-frame";
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
    <TableFrame label={say("rules")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say("order")}</th>
            {(["queue", "category", "severityAtLeast", "breachClass", "amountAtLeast"] as const).map((name) => (
              <th key={name} scope="col">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, queue, category, severityAtLeast, breachClass, amountAtLeast }, at) => (
            <tr key={id}>
              <td className="ordinal">{at + 1}</td>
              <th scope="row" className="nowrap">
                {queueName(queue)}
              </th>
              <td>{category ? categoryOf(category) : any}</td>
              <td>{severityAtLeast ? label("Severity", severityAtLeast) : any}</td>
              <td>{breachClass ? label("BreachClass", breachClass) : any}</td>
              <td>{amountAtLeast === null ? any : formatMoney({ amount: amountAtLeast, currency: "CNY" })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
