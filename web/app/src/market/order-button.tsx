import { useState, type ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { ActionButton } from "../design/action-button";
import { Button, ButtonLink } from "../design/button";
import { Dialog } from "../design/dialog";
import { Badge } from "../design/badge";
import { Select } from "../design/field";
import { Refused } from "../design/refused";
import { formatMoney } from "../text/format";
import type { BuyerKind } from "../api/schema.generated";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { PlaceOrderDocument, type ListingShownFragment } from "./listing.generated";

const text = defineText("orderButton", {
  en: {
    order: "Order",
    signIn: "Sign in to order",
    title: "Place this order?",
    price: "You pay {{price}}.",
    buyerKind: "What do you buy it for?",
    buyerKindHint:
      "Consumer protection law (punitive compensation, lawful returns, 12315) is there for living needs only. This cannot be changed after ordering.",
    fixed: "These promises become part of your order:",
    confirm: "Place the order for {{price}}",
    back: "Not yet",
  },
  zh: {
    order: "下单",
    signIn: "登录后下单",
    title: "确认下单？",
    price: "您需支付 {{price}}。",
    buyerKind: "购买目的",
    buyerKindHint: "消费者权益保护法律（惩罚性赔偿、法定退货、12315 等途径）仅适用于生活消费。下单后不能更改。",
    fixed: "以下承诺将写入您的订单：",
    confirm: "以 {{price}} 下单",
    back: "再想想",
  },
});

/** Orders at the price shown; if it has changed meanwhile, the server refuses and it is read again. */
export function OrderButton({ listing, onAgain }: { listing: ListingShownFragment; onAgain: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [asking, setAsking] = useState(false);
  const [buyerKind, setBuyerKind] = useState<BuyerKind>("CONSUMER");
  const { act, busy, refusal, forget } = useAct(PlaceOrderDocument);
  const price = formatMoney(listing.price);

  async function order(): Promise<void> {
    const { amount, currency } = listing.price;
    const placed = await act({ listingId: listing.id, expectedPrice: { amount, currency }, buyerKind });
    if (placed) await navigate(`/orders/${placed.placeOrder.order.id}`);
    else onAgain();
  }

  function close(): void {
    forget();
    setAsking(false);
  }

  const why = listing.orderUnavailableBecause;
  if (why?.code === "UNAUTHENTICATED")
    return (
      <ButtonLink kind="primary" to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
        {say("signIn")}
      </ButtonLink>
    );
  return (
    <>
      <ActionButton label={say("order")} because={why} onAct={() => setAsking(true)} />
      {asking && (
        <Dialog title={say("title")} onClose={close}>
          <p>
            <strong>{listing.title}</strong>
          </p>
          <p>{say("price", { price })}</p>
          <Select
            label={say("buyerKind")}
            hint={say("buyerKindHint")}
            options={valuesOf("BuyerKind").map((value) => ({ value, label: label("BuyerKind", value) }))}
            value={buyerKind}
            onChange={({ target }) => setBuyerKind(target.value as BuyerKind)}
          />
          {listing.promises.nodes.length > 0 && (
            <>
              <p>{say("fixed")}</p>
              <ul className="stack-tight">
                {listing.promises.nodes.map(({ id, kind, currentVersion }) => (
                  <li key={id}>
                    <Badge tone="info">{label("PromiseKind", kind)}</Badge> {currentVersion.text}
                  </li>
                ))}
              </ul>
            </>
          )}
          <Refused refusal={refusal} />
          <div className="row">
            <Button kind="primary" busy={busy} onClick={() => void order()}>
              {say("confirm", { price })}
            </Button>
            <Button onClick={close}>{say("back")}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
