import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Countdown, Time } from "../design/time";
import { formatMoney } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { agreementText } from "./agreement.text";
import { useCase } from "./case-context";
import { Remedies } from "./measures";
import { OfferTerms } from "./offer-terms";
import { Facts } from "../design/facts";
import { Section } from "./section";

const moment = (at: string | null): ReactNode => at && <Time at={at} />;

/** What was agreed and is not kept is enforced like what was ordered. */
const REMEDY_STEPS = ["FILE_REMEDY_PROOF", "CONFIRM_REMEDY", "CONTEST_REMEDY", "CHECK_REMEDY", "WAIVE_REMEDY"] as const;

/** The settlement, and whether it was performed. */
export function Settlement(): ReactNode {
  const say = useText(agreementText);
  const { settlement, ruling } = useCase().complaint;
  if (!settlement) return null;
  const running = !settlement.confirmedAt && !settlement.contestedAt && !settlement.defaultedAt;
  return (
    <Section id="settlement" title={say("settlement")}>
      <OfferTerms offer={settlement.offer} />
      <Facts
        facts={[
          [say("acceptedAt"), <Time at={settlement.acceptedAt} />],
          [
            say("dueAt"),
            <span className="row">
              <Time at={settlement.dueAt} /> {running && <Countdown until={settlement.dueAt} />}
            </span>,
          ],
          // What is owed in money says itself how it was proved.
          [say("proof"), !settlement.remedy && settlement.proof && <span className="prose">{settlement.proof}</span>],
          [say("proofFiledAt"), !settlement.remedy && moment(settlement.proofFiledAt)],
          [say("confirmedAt"), moment(settlement.confirmedAt)],
          [
            say("contestedAt"),
            settlement.contestedAt && (
              <>
                <Time at={settlement.contestedAt} /> <span className="prose">{settlement.contestReason}</span>
              </>
            ),
          ],
          [say("defaultedAt"), moment(settlement.defaultedAt)],
        ]}
      />
      {settlement.remedy && <Remedies remedies={[settlement.remedy]} />}
      <ActionsHere
        of={[
          "FILE_SETTLEMENT_PROOF",
          "CONFIRM_SETTLEMENT",
          "CONTEST_SETTLEMENT",
          ...(settlement.remedy && !ruling ? REMEDY_STEPS : []),
        ]}
      />
    </Section>
  );
}

/** The return of the goods. */
export function Return(): ReactNode {
  const say = useText(agreementText);
  const label = useLabel();
  const { returnCase: returned } = useCase().complaint;
  if (!returned) return null;
  return (
    <Section id="returned" title={say("returnCase")}>
      <p className="row">
        <Badge tone="info">{label("ReturnStatus", returned.status)}</Badge>
        {returned.status === "OPEN" && <Countdown until={returned.shipBy} />}
      </p>
      <Facts
        facts={[
          [say("refund"), <span className="numeric">{formatMoney(returned.refund)}</span>],
          [say("shipBy"), <Time at={returned.shipBy} />],
          [say("shippedAt"), moment(returned.shippedAt)],
          [say("shipment"), returned.shipment],
          [
            say("receivedAt"),
            returned.receivedAt && (
              <>
                <Time at={returned.receivedAt} /> {returned.condition && label("ReturnCondition", returned.condition)}
                <span className="prose muted"> {returned.conditionNote}</span>
              </>
            ),
          ],
          [
            say("contestedAt"),
            returned.contestedAt && (
              <>
                <Time at={returned.contestedAt} /> <span className="prose">{returned.contestReason}</span>
              </>
            ),
          ],
          [
            say("decidedAt"),
            returned.decidedAt && (
              <>
                <Time at={returned.decidedAt} /> <span className="prose">{returned.decisionReason}</span>
              </>
            ),
          ],
          [say("refundedAt"), moment(returned.refundedAt)],
        ]}
      />
      <ActionsHere of={["SHIP_RETURN", "RECEIVE_RETURN", "CONTEST_RETURN", "DECIDE_RETURN"]} />
    </Section>
  );
}

/** The provider's final answer, and whether the consumer confirms the result. */
export function LastWords(): ReactNode {
  const say = useText(agreementText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <>
      {complaint.finalAnswer && (
        <Section id="lastWords" title={say("finalAnswer")}>
          <p className="row">
            <Badge tone="info">{label("FinalAnswer", complaint.finalAnswer)}</Badge>
            {moment(complaint.finalAnswerAt)}
          </p>
          <p className="prose">{complaint.finalAnswerText}</p>
        </Section>
      )}
      {complaint.verdict && (
        <Section id="verdict" title={say("verdict")}>
          <p className="row">
            <Badge tone="info">{label("Verdict", complaint.verdict)}</Badge>
            {complaint.verdictSatisfaction !== null && (
              <span>{say("stars", { count: complaint.verdictSatisfaction })}</span>
            )}
            {moment(complaint.verdictAt)}
          </p>
          <p className="prose">{complaint.verdictText}</p>
        </Section>
      )}
    </>
  );
}
