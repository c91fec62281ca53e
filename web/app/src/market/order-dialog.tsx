import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { present, useRead } from "../api/use-read";
import type { BuyerKind } from "../api/schema.generated";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Select } from "../design/field";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { formatMoney } from "../text/format";
import { useLabel, useOptions } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ListingToOrderDocument, PlaceOrderDocument, type ListingToOrderFragment } from "./listing.generated";

const text = defineText("orderDialog", {
  en: {
    title: "Place this order?",
    price: "You pay {{price}}.",
    buyerKind: "What do you buy it for?",
    buyerKindHint:
      "Consumer protection law (punitive compensation, lawful returns, 12315) is there for living needs only. This cannot be changed after ordering.",
    fixed: "These promises become part of your order",
    changed: "The price or what is promised has changed while you were reading. This is how it is now.",
    confirm: "Place the order for {{price}}",
    back: "Not yet",
  },
  zh: {
    title: "确认下单？",
    price: "您需支付 {{price}}。",
    buyerKind: "购买目的",
    buyerKindHint: "消费者权益保护法律（惩罚性赔偿、法定退货、12315 等途径）仅适用于生活消费。下单后不能更改。",
    fixed: "以下承诺将写入您的订单",
    changed: "您阅读期间，价格或承诺已有变化，现为以下内容。",
    confirm: "以 {{price}} 下单",
    back: "再想想",
  },
});

interface Props {
  listingId: string;
  onClose: () => void;
  /** The server has refused: what the page shows may be old. */
  onAgain: () => void;
}

/** What is ordered is what stands here: the server refuses when the price, or what is promised, has become another. */
export function OrderDialog({ listingId, onClose, onAgain }: Props): ReactNode {
  const say = useText(text);
  const read = present(useRead(ListingToOrderDocument, { id: listingId }), "listing");
  return (
    <Dialog title={say("title")} onClose={onClose}>
      <Loaded {...read}>
        {({ listing }) => (
          <ToOrder
            listing={listing}
            onClose={onClose}
            onAgain={() => {
              read.onAgain();
              onAgain();
            }}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

interface ToOrderProps {
  listing: ListingToOrderFragment;
  onClose: () => void;
  onAgain: () => void;
}

function ToOrder({ listing, onClose, onAgain }: ToOrderProps): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const optionsOf = useOptions();
  const navigate = useNavigate();
  const [buyerKind, setBuyerKind] = useState<BuyerKind>("CONSUMER");
  const { act, busy, refusal } = useAct(PlaceOrderDocument);
  const { amount, currency } = listing.price;
  const { nodes: promises, pageInfo } = listing.promises;
  const price = formatMoney(listing.price);
  const shown = {
    expectedPrice: { amount, currency },
    expectedPromises: promises.map((each) => each.currentVersion.id),
  };
  const now = JSON.stringify(shown);
  const [atFirst] = useState(now);

  async function order(): Promise<void> {
    // Of more than are read here nobody says that they have seen them all.
    const seen = pageInfo.hasNextPage ? { expectedPrice: shown.expectedPrice } : shown;
    const placed = await act({ listingId: listing.id, ...seen, buyerKind });
    if (placed) await navigate(`/orders/${placed.placeOrder.order.id}`);
    else onAgain();
  }

  return (
    <>
      <p>
        <strong>{listing.title}</strong>
      </p>
      <div role="status">{now !== atFirst && !busy && <Notice tone="warn">{say("changed")}</Notice>}</div>
      <p>{say("price", { price })}</p>
      <Select
        label={say("buyerKind")}
        hint={say("buyerKindHint")}
        options={optionsOf("BuyerKind")}
        value={buyerKind}
        onChange={({ target }) => setBuyerKind(target.value as BuyerKind)}
      />
      {promises.length > 0 && (
        <>
          <p>{say("fixed")}</p>
          <ul className="stack-tight">
            {promises.map(({ id, kind, currentVersion }) => (
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
        <Button onClick={onClose}>{say("back")}</Button>
      </div>
    </>
  );
}
