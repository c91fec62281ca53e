import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Select } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { defineText, useText } from "../../text/language";
import { useKept } from "../../shell/use-kept";
import { byItself } from "../by-itself";
import { CURRENCY_OPTIONS } from "../../text/currencies";
import { asInput, NO_TRANSFER, TransferFields } from "../transfer-fields";
import { TopUpDepositDocument } from "./deposit.generated";
import { useBusiness } from "../use-business";

const text = defineText("topUp", {
  en: {
    title: "Top up",
    amount: "Amount",
    currency: "Currency",
    pay: "Record the payment",
    waits: "Recorded. It is in the balance once the platform has seen the money.",
  },
  zh: {
    title: "充值",
    amount: "金额",
    currency: "币种",
    pay: "登记充值",
    waits: "已登记，平台查到款项后计入余额。",
  },
});

export function TopUp({ onPaid }: { onPaid: () => void }): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(TopUpDepositDocument);
  const kept = useKept(`top-up of ${provider.id}`, "", {
    amount: null as number | null,
    currency: "CNY",
    transfer: NO_TRANSFER,
  });
  const { amount, currency, transfer } = kept.value;
  const [paid, setPaid] = useState(0);

  async function pay(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (amount === null || !(await act({ providerId: provider.id, amount, currency, ...asInput(transfer) }))) return;
    kept.forget();
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
          onAmount={(amount) => kept.patch({ amount })}
          required
          error={refusal?.at("amount")}
        />
        <Select
          label={say("currency")}
          value={currency}
          options={CURRENCY_OPTIONS}
          error={refusal?.at("currency")}
          onChange={({ target }) => kept.patch({ currency: target.value })}
        />
        <TransferFields transfer={transfer} onTransfer={(transfer) => kept.patch({ transfer })} refusal={refusal} />
        {paid > 0 && <Notice>{say("waits")}</Notice>}
        <Refused refusal={byItself(refusal, ["amount", "currency", "channel", "reference"])} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("pay")}
          </Button>
        </div>
      </form>
    </section>
  );
}
