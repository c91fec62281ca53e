import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PaymentAction } from "../api/schema.generated";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { Facts } from "../design/facts";
import { Time } from "../design/time";
import { colon, formatMoney } from "../text/format";
import { useLabel } from "../text/room-labels";
import { useText } from "../text/language";
import type { PaymentToSettleFragment } from "./finance.generated";
import { financeText } from "./finance.text";

interface Props {
  payment: PaymentToSettleFragment;
  onAct: (action: PaymentAction) => void;
}

export function PaymentCard({ payment, onAct }: Props): ReactNode {
  const say = useText(financeText);
  const label = useLabel();
  const { purpose, status, amount, provider, consumer, channel, reference, reason, availableActions } = payment;
  const moments = [
    { name: purpose === "PAYOUT" ? "setAside" : "claimed", at: payment.claimedAt, by: payment.claimedBy },
    { name: "first", at: payment.firstConfirmedAt, by: payment.firstConfirmedBy },
    { name: "settled", at: payment.settledAt, by: payment.settledBy },
  ] as const;
  return (
    <>
      <div className="row spread">
        <h2>
          {label("PaymentPurpose", purpose)} · <span className="numeric">{formatMoney(amount)}</span>
        </h2>
        <Badge tone={status === "CONFIRMED" ? "good" : status === "REJECTED" ? "muted" : "warn"}>
          {label("PaymentStatus", status)}
        </Badge>
      </div>
      <Facts
        facts={[
          [say("provider"), <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>],
          [say("consumer"), consumer?.displayName],
          [
            say("reference"),
            reference && (
              <>
                {channel && label("PaymentChannel", channel)} {reference}
              </>
            ),
          ],
          ...moments.map(
            ({ name, at, by }) =>
              [
                say(name),
                at && (
                  <>
                    <Time at={at} /> {by && say("by", { name: by.displayName })}
                  </>
                ),
              ] as const,
          ),
          [say("reason"), reason],
        ]}
      />
      {availableActions.map(
        ({ action, unavailableBecause }) =>
          unavailableBecause && (
            <p key={action} className="muted small">
              {label("PaymentAction", action) + colon() + unavailableBecause.message}
            </p>
          ),
      )}
      <div className="row">
        {availableActions.map(
          ({ action, unavailableBecause }) =>
            !unavailableBecause && (
              <Button key={action} kind={action === "REJECT" ? "danger" : "primary"} onClick={() => onAct(action)}>
                {label("PaymentAction", action)}
              </Button>
            ),
        )}
      </div>
    </>
  );
}
