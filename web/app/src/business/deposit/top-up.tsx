import { useState, type FormEvent, type ReactNode } from "react";
import type { PaymentChannel } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Select, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { useLabel, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { byItself } from "../by-itself";
import { CURRENCY_OPTIONS } from "../currencies";
import { TopUpDepositDocument } from "./deposit.generated";
import { useBusiness } from "../use-business";

const text = defineText("topUp", {
  en: {
    title: "Top up",
    amount: "Amount",
    currency: "Currency",
    reference: "Reference of the transfer",
    referenceHint: "As your bank shows it, so that the payment can be found.",
    channel: "Paid by",
    pay: "Record the payment",
    waits: "Recorded. It is in the balance once the platform has seen the money.",
  },
  zh: {
    title: "充值",
    amount: "金额",
    currency: "币种",
    reference: "转账凭证号",
    referenceHint: "银行回单上的流水号，便于核对到账。",
    channel: "付款渠道",
    pay: "登记充值",
    waits: "已登记，平台查到款项后计入余额。",
  },
});

export function TopUp({ byPlatform, onPaid }: { byPlatform: boolean; onPaid: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(TopUpDepositDocument);
  const [amount, setAmount] = useState<number | null>(null);
  const [currency, setCurrency] = useState("CNY");
  const [channel, setChannel] = useState<PaymentChannel>("BANK");
  const [reference, setReference] = useState("");
  const [paid, setPaid] = useState(0);
  const needsReference = channel !== "PLATFORM";

  async function pay(event: FormEvent): Promise<void> {
    event.preventDefault();
    const named = { channel, reference: needsReference ? reference : null };
    if (amount === null || !(await act({ providerId: provider.id, amount, currency, ...named }))) return;
    setAmount(null);
    setReference("");
    setPaid(paid + 1);
    onPaid();
  }

  return (
    <section className="card" aria-labelledby="top-up">
      <form className="stack-tight" onSubmit={(event) => void pay(event)}>
        <h2 id="top-up">{say("title")}</h2>
        <MoneyInput
          key={`${currency} ${paid}`}
          label={say("amount")}
          currency={currency}
          amount={amount}
          onAmount={setAmount}
          required
          error={refusal?.at("amount")}
        />
        <Select
          label={say("currency")}
          value={currency}
          options={CURRENCY_OPTIONS}
          error={refusal?.at("currency")}
          onChange={({ target }) => setCurrency(target.value)}
        />
        <Select
          label={say("channel")}
          value={channel}
          options={valuesOf("PaymentChannel")
            .filter((value) => value !== "PLATFORM" || byPlatform)
            .map((value) => ({ value, label: label("PaymentChannel", value) }))}
          onChange={({ target }) => setChannel(target.value as PaymentChannel)}
        />
        {needsReference && (
          <TextInput
            label={say("reference")}
            hint={say("referenceHint")}
            value={reference}
            required
            error={refusal?.at("reference")}
            onChange={({ target }) => setReference(target.value)}
          />
        )}
        {paid > 0 && <Notice>{say("waits")}</Notice>}
        <Refused refusal={byItself(refusal, ["amount", "currency", "reference"])} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("pay")}
          </Button>
        </div>
      </form>
    </section>
  );
}
