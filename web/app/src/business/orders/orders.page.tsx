import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../../api/use-act";
import { may } from "../../api/may";
import { Avatar } from "../../design/avatar";
import { Badge } from "../../design/badge";
import { Button } from "../../design/button";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Refused } from "../../design/refused";
import styles from "../../design/rows.module.css";
import { Time } from "../../design/time";
import { OrderStatusBadge } from "../../orders/order-signs";
import { formatMoney } from "../../text/format";
import { useLabel } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { DeliverSoldOrderDocument, SoldOrdersDocument, type SoldOrderFragment } from "./orders.generated";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("soldOrders", {
  en: {
    title: "Orders",
    empty: "No orders yet",
    emptyHint: "Orders are shown here as soon as they are placed.",
    placed: "Placed",
    delivered: "Delivered",
    notReceived: "not received",
  },
  zh: {
    title: "订单",
    empty: "还没有订单",
    emptyHint: "消费者下单后，订单会立即显示在这里。",
    placed: "下单时间",
    delivered: "交付时间",
    notReceived: "消费者未收到",
  },
});

export { OrdersPage as Component };

function OrdersPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const after = usePlace();
  const read = useBusinessRead(SoldOrdersDocument, { id: provider.id, after });
  return (
    <Page title={say("title")}>
      <Loaded {...read}>
        {({ providerOrders: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say("empty")}>{say("emptyHint")}</Empty>
          ) : (
            <>
              <ul className={`card ${styles.rows}`} role="list">
                {nodes.map((order) => (
                  <OrderRow key={order.id} order={order} />
                ))}
              </ul>
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function OrderRow({ order }: { order: SoldOrderFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const deliver = useAct(DeliverSoldOrderDocument);
  const { id, title, consumer, price, status, placedAt, deliveredAt, availableActions, notReceivedReports } = order;
  return (
    <li className={styles.line}>
      <Avatar name={consumer.displayName} />
      <div className={`stack-tight ${styles.lineWords}`}>
        <h2>
          <Link to={`/orders/${id}`}>{title}</Link>
        </h2>
        <p className="row small muted">
          <span>{consumer.displayName}</span>
          <span>
            {say("placed")} <Time at={placedAt} />
          </span>
          {deliveredAt && (
            <span>
              {say("delivered")} <Time at={deliveredAt} />
            </span>
          )}
        </p>
        <Refused refusal={deliver.refusal} />
      </div>
      <div className="row">
        {status === "PLACED" && notReceivedReports > 0 && <Badge tone="warn">▲ {say("notReceived")}</Badge>}
        <OrderStatusBadge status={status} />
        <strong className="numeric">{formatMoney(price)}</strong>
        {may(availableActions, "DELIVER") && (
          <Button
            busy={deliver.busy}
            aria-label={`${label("OrderAction", "DELIVER")} · ${title} · ${consumer.displayName}`}
            onClick={() => void deliver.act({ orderId: id })}
          >
            {label("OrderAction", "DELIVER")}
          </Button>
        )}
      </div>
    </li>
  );
}
