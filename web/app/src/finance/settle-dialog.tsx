import { useState, type FormEvent, type ReactNode } from "react";
import type { PaymentAction, PaymentChannel } from "../api/schema.generated";
import type { Refusal } from "../api/refusal";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Select, TextArea, TextInput } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { formatMoney } from "../text/format";
import { useLabel, useOptions, valuesOf } from "../text/room-labels";
import { useText } from "../text/language";
import {
  ConfirmPaymentDocument,
  ConfirmPayoutDocument,
  InstructPaymentDocument,
  RejectPaymentDocument,
  type PaymentToSettleFragment,
} from "./finance.generated";
import { financeText } from "./finance.text";

interface Props {
  payment: PaymentToSettleFragment;
  action: PaymentAction;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for confirmation before money is settled. */
export function SettleDialog({ payment, action, onClose, onDone }: Props): ReactNode {
  const Form = FORMS[action];
  const label = useLabel();
  return (
    <Dialog title={`${label("PaymentAction", action)} · ${formatMoney(payment.amount)}`} onClose={onClose}>
      {/* Another may be of the same amount. */}
      <p className="muted">
        {[
          payment.consumer?.displayName,
          payment.provider.legalName,
          payment.channel && label("PaymentChannel", payment.channel),
          payment.reference,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Form payment={payment} action={action} onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

function ConfirmForm({ payment, action, onClose, onDone }: Props): ReactNode {
  const { act, busy, refusal } = useAct(ConfirmPaymentDocument);
  const confirm = async (): Promise<void> => {
    if (await act({ paymentId: payment.id, expectedVersion: payment.version })) onDone();
  };
  return <Form action={action} busy={busy} refusal={refusal} onSubmit={() => void confirm()} onClose={onClose} />;
}

function RejectForm({ payment, action, onClose, onDone }: Props): ReactNode {
  const say = useText(financeText);
  const { act, busy, refusal } = useAct(RejectPaymentDocument);
  const { value: reason, change: setReason, forget } = useKept(`reject ${payment.id}`, "", "");
  const [arrivedAmount, setArrived] = useState<number | null>(null);
  const reject = async (): Promise<void> => {
    if (!(await act({ paymentId: payment.id, expectedVersion: payment.version, reason, arrivedAmount }))) return;
    forget();
    onDone();
  };
  return (
    <Form action={action} busy={busy} refusal={refusal} onSubmit={() => void reject()} onClose={onClose}>
      {payment.purpose === "REFUND" && payment.channel !== "PLATFORM" && (
        <MoneyInput
          label={say("arrived")}
          hint={say("arrivedHint")}
          currency={payment.amount.currency}
          amount={arrivedAmount}
          error={refusal?.at("arrivedAmount")}
          onAmount={setArrived}
        />
      )}
      <TextArea label={say("why")} value={reason} required onChange={({ target }) => setReason(target.value)} />
    </Form>
  );
}

function PayoutForm({ payment, action, onClose, onDone }: Props): ReactNode {
  const say = useText(financeText);
  const optionsOf = useOptions();
  const { act, busy, refusal } = useAct(ConfirmPayoutDocument);
  const kept = useKept<{ channel: PaymentChannel; reference: string; reason: string }>(`pay out ${payment.id}`, "", {
    ...{ channel: "BANK", reference: "", reason: "" },
  });
  const { channel, reference, reason } = kept.value;
  const confirm = async (): Promise<void> => {
    const sent = { channel, reference, reason: reason || null };
    if (!(await act({ paymentId: payment.id, expectedVersion: payment.version, ...sent }))) return;
    kept.forget();
    onDone();
  };
  return (
    <Form action={action} busy={busy} refusal={refusal} onSubmit={() => void confirm()} onClose={onClose}>
      <Select
        label={say("channel")}
        value={channel}
        options={optionsOf(
          "PaymentChannel",
          valuesOf("PaymentChannel").filter((value) => value !== "PLATFORM"),
        )}
        onChange={({ target }) => kept.patch({ channel: target.value as PaymentChannel })}
      />
      <TextInput
        label={say("reference")}
        value={reference}
        required
        onChange={({ target }) => kept.patch({ reference: target.value })}
      />
      <TextArea
        label={say("found")}
        hint={say("foundHint")}
        value={reason}
        onChange={({ target }) => kept.patch({ reason: target.value })}
      />
    </Form>
  );
}

function InstructForm({ payment, action, onClose, onDone }: Props): ReactNode {
  const { act, busy, refusal } = useAct(InstructPaymentDocument);
  const instruct = async (): Promise<void> => {
    if (await act({ paymentId: payment.id, expectedVersion: payment.version })) onDone();
  };
  return <Form action={action} busy={busy} refusal={refusal} onSubmit={() => void instruct()} onClose={onClose} />;
}

const FORMS = {
  CONFIRM: ConfirmForm,
  REJECT: RejectForm,
  CONFIRM_PAYOUT: PayoutForm,
  INSTRUCT: InstructForm,
} as const;

interface FormProps {
  action: PaymentAction;
  busy: boolean;
  refusal: Refusal | null;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

function Form({ action, busy, refusal, onSubmit, onClose, children }: FormProps): ReactNode {
  const say = useText(financeText);
  const label = useLabel();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="stack-tight" onSubmit={submit}>
      <p>{say(action)}</p>
      {children}
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind={action === "REJECT" ? "danger" : "primary"} type="submit" busy={busy}>
          {label("PaymentAction", action)}
        </Button>
        <Button onClick={onClose}>{say("back")}</Button>
      </div>
    </form>
  );
}
