import { type FormEvent, type ReactNode } from "react";
import type { FinePayment } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Choices } from "../../design/field";
import { Folded } from "../../design/folded";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { formatTime } from "../../text/format";
import { useOptions } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { useKept } from "../../shell/use-kept";
import { byItself } from "../by-itself";
import { asInput, NO_TRANSFER, TransferFields, type Transfer } from "../transfer-fields";
import { PayFineDocument, type ClaimedPaymentFragment, type OwnPenaltyFragment } from "./penalties.generated";

const text = defineText("payFine", {
  en: {
    how: "How it is paid",
    pay: "Pay the contract charge",
    waits: "Recorded on {{at}}. The contract charge is paid once the platform has seen the money.",
    otherwise: "Pay it otherwise",
  },
  zh: {
    how: "缴纳方式",
    pay: "缴纳违约金",
    waits: "已于 {{at}} 登记，平台查到款项后违约金即缴清。",
    otherwise: "另行缴纳",
  },
});

interface Props {
  penalty: OwnPenaltyFragment;
  claim: ClaimedPaymentFragment | undefined;
}

/** Once a transfer was recorded nothing asks for the money again; the other ways stay open. */
export function PayFine({ penalty, claim }: Props): ReactNode {
  const say = useText(text);
  if (!claim) return <PayForm penalty={penalty} />;
  return (
    <>
      <Notice>{say("waits", { at: formatTime(claim.claimedAt) })}</Notice>
      <Folded summary={say("otherwise")}>
        <PayForm penalty={penalty} />
      </Folded>
    </>
  );
}

function PayForm({ penalty }: { penalty: OwnPenaltyFragment }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const { act, busy, refusal } = useAct(PayFineDocument);
  const kept = useKept<{ from: FinePayment; transfer: Transfer }>(`charge ${penalty.id}`, "", {
    from: "DEPOSIT",
    transfer: NO_TRANSFER,
  });
  const { from, transfer } = kept.value;

  async function pay(event: FormEvent): Promise<void> {
    event.preventDefault();
    const paid = await act({ penaltyId: penalty.id, from, ...(from === "TRANSFER" && asInput(transfer)) });
    if (paid) kept.forget();
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void pay(event)}>
      <Choices
        legend={say("how")}
        name={`pay-${penalty.id}`}
        value={from}
        onChoose={(chosen) => kept.change({ from: chosen as FinePayment, transfer })}
        options={optionsOf("FinePayment")}
      />
      {from === "TRANSFER" && (
        <TransferFields
          transfer={transfer}
          onTransfer={(changed) => kept.change({ from, transfer: changed })}
          refusal={refusal}
        />
      )}
      <Refused refusal={byItself(refusal, ["channel", "reference"])} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("pay")}
        </Button>
      </div>
    </form>
  );
}
