import { useState, type FormEvent, type ReactNode } from "react";
import type { FinePayment } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Choices } from "../../design/field";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { useLabel, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { useKept } from "../../shell/use-kept";
import { byItself } from "../by-itself";
import { asInput, NO_TRANSFER, TransferFields, type Transfer } from "../transfer-fields";
import { PayFineDocument, type OwnPenaltyFragment } from "./penalties.generated";

const text = defineText("payFine", {
  en: {
    how: "How it is paid",
    pay: "Pay the contract charge",
    waits: "Recorded. The contract charge is paid once the platform has seen the money.",
  },
  zh: {
    how: "缴纳方式",
    pay: "缴纳违约金",
    waits: "已登记，平台查到款项后违约金即缴清。",
  },
});

export function PayFine({ penalty }: { penalty: OwnPenaltyFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { act, busy, refusal } = useAct(PayFineDocument);
  const kept = useKept<{ from: FinePayment; transfer: Transfer }>(`charge ${penalty.id}`, "", {
    from: "DEPOSIT",
    transfer: NO_TRANSFER,
  });
  const { from, transfer } = kept.value;
  const [claimed, setClaimed] = useState(false);

  async function pay(event: FormEvent): Promise<void> {
    event.preventDefault();
    const paid = await act({ penaltyId: penalty.id, from, ...(from === "TRANSFER" && asInput(transfer)) });
    if (!paid) return;
    kept.forget();
    if (paid.payFine.payment) setClaimed(true);
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void pay(event)}>
      <Choices
        legend={say("how")}
        name={`pay-${penalty.id}`}
        value={from}
        onChoose={(chosen) => kept.change({ from: chosen as FinePayment, transfer })}
        options={valuesOf("FinePayment").map((value) => ({ value, label: label("FinePayment", value) }))}
      />
      {from === "TRANSFER" && (
        <TransferFields
          transfer={transfer}
          onTransfer={(changed) => kept.change({ from, transfer: changed })}
          refusal={refusal}
        />
      )}
      {claimed && <Notice>{say("waits")}</Notice>}
      <Refused refusal={byItself(refusal, ["channel", "reference"])} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("pay")}
        </Button>
      </div>
    </form>
  );
}
