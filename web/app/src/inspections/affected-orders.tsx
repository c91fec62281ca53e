import { useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { formatDate, formatMoney } from "../text/format";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { AffectedOrdersDocument, type AffectedOrderFragment } from "./inspections.generated";

const text = defineText("affectedOrders", {
  en: {
    title: "An order that is affected",
    none: "No one has ordered from this provider",
    noneHint: "A case needs an order whose promise was broken.",
    older: "Older orders",
    newest: "The newest",
  },
  zh: {
    title: "受影响的订单",
    none: "该服务商还没有订单",
    noneHint: "立案须有一笔承诺被违反的订单。",
    older: "更早的订单",
    newest: "最新的订单",
  },
});

interface Props {
  providerId: string;
  chosen: AffectedOrderFragment | null;
  error: string | undefined;
  onChoose: (order: AffectedOrderFragment) => void;
}

export function AffectedOrders({ providerId, chosen, error, onChoose }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [after, setAfter] = useState<string | null>(null);
  const orders = useRead(AffectedOrdersDocument, { providerId, after });
  return (
    <fieldset className="stack-tight">
      <legend>{say("title")}</legend>
      {error && (
        <p className="field">
          <span className="error" role="alert">
            {error}
          </span>
        </p>
      )}
      <Loaded {...orders}>
        {({ providerOrders: { nodes, pageInfo } }) =>
          nodes.length === 0 && after === null ? (
            <Empty title={say("none")}>{say("noneHint")}</Empty>
          ) : (
            <>
              <div className="choices">
                {nodes.map((order) => (
                  <label key={order.id} className="choice">
                    <input
                      type="radio"
                      name="order"
                      checked={chosen?.id === order.id}
                      onChange={() => onChoose(order)}
                    />
                    <span>
                      {order.title} · {order.consumer.displayName}{" "}
                      <span className="muted small">
                        {formatDate(order.placedAt)} · {formatMoney(order.price)} · {label("OrderStatus", order.status)}
                      </span>
                    </span>
                  </label>
                ))}
              </div>
              <div className="row">
                {after !== null && <Button onClick={() => setAfter(null)}>{say("newest")}</Button>}
                {pageInfo.hasNextPage && (
                  <Button onClick={() => setAfter(pageInfo.endCursor ?? null)}>{say("older")}</Button>
                )}
              </div>
            </>
          )
        }
      </Loaded>
    </fieldset>
  );
}
