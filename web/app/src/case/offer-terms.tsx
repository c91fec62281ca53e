import type { ReactNode } from "react";
import { formatMoney } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import type { OfferShownFragment } from "./case.generated";
import { agreementText } from "./agreement.text";

/** The terms of an offer. */
export function OfferTerms({ offer }: { offer: OfferShownFragment }): ReactNode {
  const say = useText(agreementText);
  const label = useLabel();
  return (
    <div className="stack-tight">
      <p>
        <strong>{label("RemedyKind", offer.kind)}</strong>
        {offer.basis && <span> {label("CompensationBasis", offer.basis)}</span>}
        {offer.amount && <strong className="numeric"> {formatMoney(offer.amount)}</strong>}
        {offer.insteadAmount && (
          <span className="muted numeric"> {say("instead", { amount: formatMoney(offer.insteadAmount) })}</span>
        )}
      </p>
      <p className="prose">{offer.text}</p>
      <p className="muted small">{say("within", { count: offer.settleWithinDays })}</p>
    </div>
  );
}
