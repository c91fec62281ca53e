import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { Mark } from "../design/mark";
import { Page } from "../design/page";
import styles from "../design/rows.module.css";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { formatMoney } from "../text/format";
import { defineText, useText } from "../text/language";
import { OrderCases, OrderStatusBadge } from "./order-signs";
import { MyOrdersDocument, type OrderBriefFragment } from "./orders.generated";

const text = defineText("orders", {
  en: {
    title: "My orders",
    empty: "No orders yet",
    emptyHint: "What you order is kept here, with everything that was promised.",
    search: "Find a provider",
    placed: "Ordered",
    number: "No. {{number}}",
    find: "Find an order by its number",
  },
  zh: {
    title: "我的订单",
    empty: "还没有订单",
    emptyHint: "您的订单和下单时的每一项承诺都会保存在这里。",
    search: "找服务商",
    placed: "下单时间",
    number: "订单号 {{number}}",
    find: "按订单号查找",
  },
});

export { OrdersPage as Component };

function OrdersPage(): ReactNode {
  const say = useText(text);
  const orders = useRead(MyOrdersDocument, { after: usePlace() });
  return (
    <Page title={say("title")}>
      <Loaded {...orders}>
        {({ myOrders: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say("empty")}>
              <div className="stack">
                <p>{say("emptyHint")}</p>
                <p>
                  <ButtonLink to="/search">{say("search")}</ButtonLink>
                </p>
                <p>
                  <Link to="/orders/find">{say("find")}</Link>
                </p>
              </div>
            </Empty>
          ) : (
            <>
              <ul className={`card ${styles.rows}`} role="list">
                {nodes.map((order) => (
                  <OrderRow key={order.id} order={order} />
                ))}
              </ul>
              <Pager pageInfo={pageInfo} />
              <p>
                <Link to="/orders/find">{say("find")}</Link>
              </p>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function OrderRow({ order }: { order: OrderBriefFragment }): ReactNode {
  const say = useText(text);
  const { id, externalNumber, title, status, price, provider, placedAt, complaints } = order;
  return (
    <li className={styles.line}>
      <Mark id={provider.id} name={provider.legalName} size="small" />
      <div className={`stack-tight ${styles.lineWords}`}>
        <h2>
          <Link to={`/orders/${id}`}>{title}</Link>
        </h2>
        <p className="row small muted">
          <span>{provider.legalName}</span>
          {externalNumber && <span>{say("number", { number: externalNumber })}</span>}
          <span>
            {say("placed")} <Time at={placedAt} />
          </span>
        </p>
        <OrderCases complaints={complaints.nodes} />
      </div>
      <div className="row">
        <OrderStatusBadge status={status} />
        <strong className="numeric">{formatMoney(price)}</strong>
      </div>
    </li>
  );
}
