import { useState, type ReactNode } from "react";
import type { TypedDocumentNode } from "urql";
import type { OrderAction } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Refused } from "../design/refused";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import {
  CancelOrderDocument,
  CompleteOrderDocument,
  DeliverOrderDocument,
  ReportNotReceivedDocument,
  type OrderShownFragment,
} from "./orders.generated";

const text = defineText("orderActions", {
  en: {
    DELIVER:
      "Say here that you have delivered. The consumer is asked to confirm it, or reports that it did not arrive.",
    COMPLETE:
      "Confirm that you got what you ordered. A case can still be opened later, and you can then write a review.",
    CANCEL: "The order ends before it is delivered. This cannot be undone.",
    REPORT_NOT_RECEIVED:
      "The provider says that it has delivered. Report that nothing arrived: the provider must deliver, then say so again.",
    back: "Not yet",
  },
  zh: {
    DELIVER: "请确认已经交付。之后由消费者确认收货；消费者未收到的，可以报告。",
    COMPLETE: "请确认服务商已按订单交付。之后您可以评价；如有问题，仍然可以投诉。",
    CANCEL: "订单将在交付前终止，此操作不能撤回。",
    REPORT_NOT_RECEIVED: "服务商已登记交付。如果您没有收到，请报告；服务商须完成交付后重新登记。",
    back: "再想想",
  },
});

type Move = TypedDocumentNode<unknown, { input: { orderId: string; clientMutationId?: string | null } }>;

const MOVES: Record<OrderAction, { document: Move; kind: "primary" | "danger" }> = {
  DELIVER: { document: DeliverOrderDocument, kind: "primary" },
  COMPLETE: { document: CompleteOrderDocument, kind: "primary" },
  CANCEL: { document: CancelOrderDocument, kind: "danger" },
  REPORT_NOT_RECEIVED: { document: ReportNotReceivedDocument, kind: "danger" },
};

/** The available actions on the order, each with a confirmation. */
export function OrderActions({ order }: { order: OrderShownFragment }): ReactNode {
  const label = useLabel();
  const [asking, setAsking] = useState<OrderAction | null>(null);
  return (
    <>
      {order.availableActions.map(({ action }) => (
        <Button key={action} kind={MOVES[action].kind} onClick={() => setAsking(action)}>
          {label("OrderAction", action)}
        </Button>
      ))}
      {asking && <Ask action={asking} orderId={order.id} onClose={() => setAsking(null)} />}
    </>
  );
}

function Ask({ action, orderId, onClose }: { action: OrderAction; orderId: string; onClose: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { document, kind } = MOVES[action];
  const { act, busy, refusal } = useAct(document);
  const move = async (): Promise<void> => {
    if (await act({ orderId })) onClose();
  };
  return (
    <Dialog title={label("OrderAction", action)} onClose={onClose}>
      <p>{say(action)}</p>
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind={kind} busy={busy} onClick={() => void move()}>
          {label("OrderAction", action)}
        </Button>
        <Button onClick={onClose}>{say("back")}</Button>
      </div>
    </Dialog>
  );
}
