import type { ReactNode } from "react";
import { Link } from "react-router";
import type { OrderStatus } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { OrderCaseFragment } from "./orders.generated";

const text = defineText("orderSigns", {
  en: { cases: "Cases about this order", opened: "opened" },
  zh: { cases: "与此订单有关的投诉", opened: "开启于" },
});

const TONES: Record<OrderStatus, Tone> = { PLACED: "info", DELIVERED: "info", COMPLETED: "good", CANCELLED: "muted" };

export function OrderStatusBadge({ status }: { status: OrderStatus }): ReactNode {
  const label = useLabel();
  return <Badge tone={TONES[status]}>{label("OrderStatus", status)}</Badge>;
}

export function OrderCases({ complaints }: { complaints: readonly OrderCaseFragment[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  if (complaints.length === 0) return null;
  return (
    <ul className="stack-tight" role="list" aria-label={say("cases")}>
      {complaints.map(({ id, title, status, closureReason, openedAt }) => (
        <li key={id} className="row">
          <Link to={`/cases/${id}`}>{title}</Link>
          <Badge tone={closureReason ? "muted" : "warn"}>
            {closureReason ? label("ClosureReason", closureReason) : label("ComplaintStatus", status)}
          </Badge>
          <span className="small muted">
            {say("opened")} <Time at={openedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
