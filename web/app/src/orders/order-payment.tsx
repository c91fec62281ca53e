import { type FormEvent, type ReactNode } from "react";
import type { PaymentChannel } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { Folded } from "../design/folded";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { useIsOpen } from "../shell/viewer";
import { useOptions, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ClaimOrderPaymentDocument, type OrderShownFragment } from "./orders.generated";

const text = defineText("orderPayment", {
  en: {
    title: "Payment",
    hint: "If this order was paid and the platform does not know of it, say by which payment. It counts once the platform has seen the money.",
    channel: "Paid by",
    reference: "Reference of the payment",
    claim: "Record the payment",
  },
  zh: {
    title: "付款",
    hint: "如果该订单已付款但平台尚无记录，请填写付款凭证号。平台查到款项后即确认付款。",
    channel: "付款渠道",
    reference: "付款凭证号",
    claim: "登记付款",
  },
});

/** Either side may report the payment; the form is shown if no payment is known. */
export function OrderPayment({ order }: { order: OrderShownFragment }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const { act, busy, refusal } = useAct(ClaimOrderPaymentDocument);
  const kept = useKept<{ channel: PaymentChannel; reference: string }>(`payment of ${order.id}`, "", {
    channel: "WECHAT_PAY",
    reference: "",
  });
  const { channel, reference } = kept.value;
  const mayClaim = useIsOpen("claimOrderPayment");
  if (!mayClaim || order.paymentStatus !== "UNPAID") return null;

  function claim(event: FormEvent): void {
    event.preventDefault();
    void act({ orderId: order.id, channel, reference }).then((done) => done && kept.forget());
  }

  return (
    <Folded className="card" summary={say("title")} open={kept.touched}>
      <form className="stack-tight" onSubmit={claim}>
        <p className="muted small">{say("hint")}</p>
        <Select
          label={say("channel")}
          value={channel}
          options={optionsOf(
            "PaymentChannel",
            valuesOf("PaymentChannel").filter((value) => value !== "PLATFORM"),
          )}
          onChange={({ target }) => kept.change({ channel: target.value as PaymentChannel, reference })}
        />
        <TextInput
          label={say("reference")}
          value={reference}
          required
          error={refusal?.at("reference")}
          onChange={({ target }) => kept.change({ channel, reference: target.value })}
        />
        <Refused refusal={refusal} />
        <div>
          <Button type="submit" busy={busy}>
            {say("claim")}
          </Button>
        </div>
      </form>
    </Folded>
  );
}
