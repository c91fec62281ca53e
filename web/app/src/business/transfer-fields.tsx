import type { ReactNode } from "react";
import type { PaymentChannel } from "../api/schema.generated";
import type { Refusal } from "../api/refusal";
import { Select, TextInput } from "../design/field";
import { useOptions, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { useBusiness } from "./use-business";

const text = defineText("transferFields", {
  en: {
    reference: "Reference of the transfer",
    referenceHint: "As your bank shows it, so that the payment can be found.",
    channel: "Paid by",
  },
  zh: {
    reference: "转账凭证号",
    referenceHint: "银行回单上的流水号，便于核对到账。",
    channel: "付款渠道",
  },
});

export interface Transfer {
  channel: PaymentChannel;
  reference: string;
}

export const NO_TRANSFER: Transfer = { channel: "BANK", reference: "" };

/** What the platform's payment side moves has no reference of the provider's. */
const needsReference = ({ channel }: Transfer): boolean => channel !== "PLATFORM";

export const asInput = (transfer: Transfer): { channel: PaymentChannel; reference: string | null } => ({
  channel: transfer.channel,
  reference: needsReference(transfer) ? transfer.reference : null,
});

/** By which way a provider has paid, and where that can be looked up. */
export function TransferFields({
  transfer,
  onTransfer,
  refusal,
}: {
  transfer: Transfer;
  onTransfer: (transfer: Transfer) => void;
  refusal: Refusal | null;
}): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const { provider } = useBusiness();
  return (
    <>
      <Select
        label={say("channel")}
        value={transfer.channel}
        options={optionsOf(
          "PaymentChannel",
          valuesOf("PaymentChannel").filter((value) => value !== "PLATFORM" || provider.paidByPlatform),
        )}
        error={refusal?.at("channel")}
        onChange={({ target }) => onTransfer({ ...transfer, channel: target.value as PaymentChannel })}
      />
      {needsReference(transfer) && (
        <TextInput
          label={say("reference")}
          hint={say("referenceHint")}
          value={transfer.reference}
          required
          error={refusal?.at("reference")}
          onChange={({ target }) => onTransfer({ ...transfer, reference: target.value })}
        />
      )}
    </>
  );
}
