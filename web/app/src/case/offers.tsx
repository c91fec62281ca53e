import type { ReactNode } from "react";
import { Badge, type Tone } from "../design/badge";
import { Earlier } from "../design/earlier";
import { Countdown, Time } from "../design/time";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import type { OfferStatus } from "../api/schema.generated";
import { ActionsHere } from "./actions-now";
import { agreementText } from "./agreement.text";
import { useCase, type Case } from "./case-context";
import { EarlierOffersDocument, type OfferShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { OfferTerms } from "./offer-terms";
import { Section } from "./section";

const TONES: Partial<Record<OfferStatus, Tone>> = { OPEN: "warn", ACCEPTED: "good" };

/** Offers and counter-offers, the newest first; at most the newest is open. */
export function Offers(): ReactNode {
  const say = useText(agreementText);
  const { complaint } = useCase();
  return (
    <Section id="offers" title={say("offers")}>
      {complaint.offers.nodes.length === 0 && <p className="muted">{say("noOffers")}</p>}
      <ActionsHere of={["MAKE_OFFER"]} />
      <OffersShown {...complaint.offers} />
    </Section>
  );
}

function OffersShown({ nodes, pageInfo }: Case["offers"]): ReactNode {
  const say = useText(agreementText);
  const { id } = useCase().complaint;
  return (
    <>
      <ol className="stack" reversed>
        {[...nodes].reverse().map((offer) => (
          <OfferLine key={offer.id} offer={offer} />
        ))}
      </ol>
      <Earlier caseId={id} pageInfo={pageInfo} query={EarlierOffersDocument} label={say("earlierOffers")}>
        {({ offers }) => <OffersShown {...offers} />}
      </Earlier>
    </>
  );
}

function OfferLine({ offer }: { offer: OfferShownFragment }): ReactNode {
  const say = useText(agreementText);
  const label = useLabel();
  const { complaint } = useCase();
  const countered = complaint.offers.nodes.find(({ id }) => id === offer.countersOfferId);
  const open = offer.status === "OPEN";
  return (
    <li className={styles.part}>
      <p className="row">
        <strong>{say("number", { number: offer.number })}</strong>
        <span>{say("by", { side: label("MessageAuthor", offer.madeBySide) })}</span>
        <Badge tone={TONES[offer.status] ?? "muted"}>{label("OfferStatus", offer.status)}</Badge>
        {open && <Countdown until={offer.expiresAt} />}
        <span className="muted small">
          <Time at={offer.madeAt} />
        </span>
        {open && offer.acceptedBySide && (
          <Badge tone="good">{say("acceptedBy", { side: label("Side", offer.acceptedBySide) })}</Badge>
        )}
        {countered && <span className="muted small">{say("counters", { number: countered.number })}</span>}
      </p>
      <OfferTerms offer={offer} />
      {offer.answer && <p className="prose muted">{offer.answer}</p>}
      {open && <ActionsHere of={["ACCEPT_OFFER", "COUNTER_OFFER", "DECLINE_OFFER", "WITHDRAW_OFFER"]} />}
    </li>
  );
}
