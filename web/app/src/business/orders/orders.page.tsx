import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../../api/use-act";
import { may } from "../../api/may";
import { Button } from "../../design/button";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Badge } from "../../design/badge";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { Refused } from "../../design/refused";
import { Time } from "../../design/time";
import { formatMoney } from "../../text/format";
import { useLabel } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { DeliverSoldOrderDocument, SoldOrdersDocument, type SoldOrderFragment } from "./orders.generated";
import { Table } from "../table";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("soldOrders", {
  en: {
    title: "Orders",
    list: "All orders",
    empty: "No orders yet",
    emptyHint: "Orders are shown here as soon as they are placed.",
    order: "Order",
    consumer: "Consumer",
    price: "Price",
    status: "Status",
    placed: "Placed",
    delivered: "Delivered",
    act: "To do",
    notReceived: "not received",
  },
  zh: {
    title: "订单",
    list: "全部订单",
    empty: "还没有订单",
    emptyHint: "消费者下单后，订单会立即显示在这里。",
    order: "订单",
    consumer: "消费者",
    price: "价格",
    status: "状态",
    placed: "下单时间",
    delivered: "交付时间",
    act: "操作",
    notReceived: "消费者未收到",
  },
});

const HEADS = ["order", "consumer", "price", "status", "placed", "delivered", "act"] as const;

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
            <Table
              title={say("list")}
              titleHidden
              heads={HEADS.map((name) => say(name))}
              empty={say("empty")}
              rows={nodes}
              row={(order) => <OrderRow key={order.id} order={order} />}
            >
              <Pager pageInfo={pageInfo} />
            </Table>
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
    <tr>
      <th scope="row">
        <Link to={`/orders/${id}`}>{title}</Link>
      </th>
      <td>{consumer.displayName}</td>
      <td>{formatMoney(price)}</td>
      <td>
        <Badge tone={status === "PLACED" ? "info" : "muted"}>{label("OrderStatus", status)}</Badge>{" "}
        {status === "PLACED" && notReceivedReports > 0 && <Badge tone="warn">▲ {say("notReceived")}</Badge>}
      </td>
      <td>
        <Time at={placedAt} />
      </td>
      <td>{deliveredAt && <Time at={deliveredAt} />}</td>
      <td>
        {may(availableActions, "DELIVER") && (
          <Button
            busy={deliver.busy}
            aria-label={`${label("OrderAction", "DELIVER")} · ${title} · ${consumer.displayName}`}
            onClick={() => void deliver.act({ orderId: id })}
          >
            {label("OrderAction", "DELIVER")}
          </Button>
        )}
        <Refused refusal={deliver.refusal} />
      </td>
    </tr>
  );
}
