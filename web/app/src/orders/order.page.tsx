import { useId, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { present, useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import type { Crumb } from "../design/crumbs";
import { Across } from "../design/facts";
import { Page } from "../design/page";
import { Loaded } from "../design/loaded";
import { Time, useNow } from "../design/time";
import { useViewer, type Viewer } from "../shell/viewer";
import { formatMoney, formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { Findings } from "./findings";
import { FrozenPromises } from "./frozen-promises";
import { OrderActions } from "./order-actions";
import { OrderPayment } from "./order-payment";
import { OrderReview } from "./order-review";
import { OrderCases, OrderStatusBadge } from "./order-signs";
import { OrderDocument, type OrderShownFragment } from "./orders.generated";

const text = defineText("order", {
  en: {
    loading: "Order",
    all: "My orders",
    sold: "Orders",
    status: "State",
    provider: "Provider",
    consumer: "Ordered by",
    price: "Price",
    payment: "Payment",
    refunded: "Refunded by the marketplace",
    number: "Order number",
    buyerKind: "Bought for",
    placedAt: "Ordered",
    deliveredAt: "Delivered",
    completedAt: "Completed",
    completeAt: "Completes by itself",
    notReceived: "Reported as not received",
    times_one: "once",
    times_other: "{{count}} times",
    listing: "What is offered now",
    described: "As it was described",
    promises: "What was promised",
    promisesHint: "Frozen when the order was placed: later changes do not reach it.",
    cases: "Cases",
    wrong: "Was something not as promised?",
    wrongHint:
      "A case can be opened until {{at}}. The provider answers first; if that does not resolve it, the platform decides.",
    complain: "Open a case",
  },
  zh: {
    loading: "订单",
    all: "我的订单",
    sold: "订单",
    status: "状态",
    provider: "服务商",
    consumer: "下单人",
    price: "价格",
    payment: "付款",
    refunded: "平台方已退款",
    number: "订单号",
    buyerKind: "购买目的",
    placedAt: "下单时间",
    deliveredAt: "交付时间",
    completedAt: "完成时间",
    completeAt: "自动完成时间",
    notReceived: "报告未收到",
    times_other: "{{count}} 次",
    listing: "查看该商品现在的内容",
    described: "当时的描述",
    promises: "当时的承诺",
    promisesHint: "下单时已固定，之后的改动不影响您的订单。",
    cases: "投诉",
    wrong: "有承诺没有兑现？",
    wrongHint: "{{at}} 前都可以投诉。先与服务商协商；协商不成的，由平台作出处理决定。",
    complain: "我要投诉",
  },
});

export { OrderPage as Component };

function OrderPage(): ReactNode {
  const say = useText(text);
  const { id = "" } = useParams();
  const read = present(useRead(OrderDocument, { id }), "order");
  const order = read.data?.order;
  const viewer = useViewer();
  return (
    <Page
      title={order?.title ?? say("loading")}
      way={order ? wayTo(order, viewer, say) : read.refusal ? [{ to: "/orders", text: say("all") }] : []}
      actions={order && <OrderActions order={order} />}
    >
      <Loaded {...read}>{({ order }) => <Shown order={order} />}</Loaded>
    </Page>
  );
}

/** Back to the list in which one finds it; the platform's people come from a case. */
function wayTo(
  { consumer, provider }: OrderShownFragment,
  viewer: Viewer | null,
  say: (key: "all" | "sold") => string,
): Crumb[] {
  if (viewer?.id === consumer.id) return [{ to: "/orders", text: say("all") }];
  const sells = viewer?.memberships?.some((membership) => membership.provider.id === provider.id);
  return sells ? [{ to: `/business/${provider.id}/orders`, text: say("sold") }] : [];
}

function Shown({ order }: { order: OrderShownFragment }): ReactNode {
  const say = useText(text);
  const isMine = useViewer()?.id === order.consumer.id;
  return (
    <>
      <Facts order={order} isMine={isMine} />
      <OrderPayment order={order} />
      <Findings order={order} />
      <Complaints order={order} />
      {order.description && (
        <Part title={say("described")}>
          <p className="prose">{order.description}</p>
        </Part>
      )}
      <Part title={say("promises")}>
        <p className="muted">{say("promisesHint")}</p>
        <FrozenPromises promises={order.promises} />
      </Part>
      <OrderReview order={order} isMine={isMine} />
    </>
  );
}

function Facts({ order, isMine }: { order: OrderShownFragment; isMine: boolean }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const times = (["placedAt", "deliveredAt", "completedAt", "completeAt"] as const).map((name) => ({
    name,
    at: order[name],
  }));
  return (
    <div className="card stack">
      <Across
        facts={[
          [say("status"), <OrderStatusBadge key="status" status={order.status} />],
          [
            say("price"),
            <strong key="price" className="numeric">
              {formatMoney(order.price)}
            </strong>,
          ],
          [say("payment"), label("OrderPaymentStatus", order.paymentStatus)],
          ...order.refunds.map(
            ({ id, amount, settledAt }) =>
              [
                say("refunded"),
                <span key={id} className="row">
                  <span className="numeric">{formatMoney(amount)}</span> {settledAt && <Time at={settledAt} />}
                </span>,
              ] as const,
          ),
          [say("number"), order.externalNumber],
          [say("buyerKind"), label("BuyerKind", order.buyerKind)],
          [
            say("provider"),
            <Link key="provider" to={`/providers/${order.provider.id}`}>
              {order.provider.legalName}
            </Link>,
          ],
          [say("consumer"), !isMine && order.consumer.displayName],
          ...times.map(({ name, at }) => [say(name), at && <Time key={name} at={at} />] as const),
          [say("notReceived"), order.notReceivedReports > 0 && say("times", { count: order.notReceivedReports })],
        ]}
      />
      <p className="small">
        <Link to={`/listings/${order.listing.id}`}>{say("listing")}</Link>
      </p>
    </div>
  );
}

function Complaints({ order }: { order: OrderShownFragment }): ReactNode {
  const say = useText(text);
  const now = useNow();
  const { complainableUntil: until, complaints } = order;
  const open = until && Date.parse(until) >= now;
  if (!open && complaints.nodes.length === 0) return null;
  return (
    <Part title={say("cases")}>
      <OrderCases complaints={complaints.nodes} />
      {open && (
        <div className="card row spread">
          <div>
            <strong>{say("wrong")}</strong>
            <p className="muted small">{say("wrongHint", { at: formatTime(until) })}</p>
          </div>
          <ButtonLink to="complain">{say("complain")}</ButtonLink>
        </div>
      )}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
