import type { ReactNode } from "react";
import type { SecondApprovalCause } from "../../api/schema.generated";
import { useRead } from "../../api/use-read";
import { Notice } from "../../design/notice";
import { formatList, formatMoney } from "../../text/format";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import type { Decision, PenaltyDraft, RemedyDraft } from "./decision";
import { ListingTitleDocument } from "./decision.generated";
import { decisionText } from "./decision.text";

interface Props {
  decision: Decision;
  currency: string;
  causes: readonly SecondApprovalCause[];
}

/** The summary that is confirmed before a ruling is issued. */
export function RulingSummary({ decision, currency, causes }: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  return (
    <>
      <p>
        <strong>{decision.outcome && label("RulingOutcome", decision.outcome)}</strong>
      </p>
      <MeasuresSummary {...{ decision, currency }} />
      <p className="prose">{decision.publicText}</p>
      {causes.length > 0 ? (
        <Notice tone="warn">
          {say("sureSecond", { causes: formatList(causes.map((cause) => label("SecondApprovalCause", cause))) })}
        </Notice>
      ) : (
        <p className="muted">{say("sureHint")}</p>
      )}
    </>
  );
}

/** What is ordered, each with what it comes to. */
export function MeasuresSummary({ decision, currency }: Pick<Props, "decision" | "currency">): ReactNode {
  const say = useText(decisionText);
  const { remedies, penalties } = decision;
  return (
    <>
      <h3>{say("remedies")}</h3>
      {remedies.length === 0 ? (
        <p>{say("noneOrdered")}</p>
      ) : (
        <ul>
          {remedies.map((remedy, at) => (
            <RemedyLine key={at} {...{ remedy, currency }} />
          ))}
        </ul>
      )}
      <h3>{say("penalties")}</h3>
      {penalties.length === 0 ? (
        <p>{say("noneOrdered")}</p>
      ) : (
        <ul>
          {penalties.map((penalty, at) => (
            <PenaltyLine key={at} {...{ penalty, currency }} />
          ))}
        </ul>
      )}
    </>
  );
}

function RemedyLine({ remedy, currency }: { remedy: RemedyDraft; currency: string }): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  const { kind, basis, amount, insteadAmount, withinDays } = remedy;
  return (
    <li>
      <strong>{label("RemedyKind", kind)}</strong> {basis && label("CompensationBasis", basis)}{" "}
      {amount !== null && formatMoney({ amount, currency })}{" "}
      {insteadAmount !== null && say("instead", { amount: formatMoney({ amount: insteadAmount, currency }) })}{" "}
      <span className="muted">{say("within", { count: Number(withinDays) })}</span>
    </li>
  );
}

function PenaltyLine({ penalty, currency }: { penalty: PenaltyDraft; currency: string }): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  const { kind, amount, days, listingId } = penalty;
  const { data } = useRead(ListingTitleDocument, { id: listingId }, { pause: listingId === "" });
  return (
    <li>
      <strong>{kind && label("PenaltyKind", kind)}</strong> {data?.listing?.title}{" "}
      {amount !== null && formatMoney({ amount, currency })} {days && say("lasting", { count: Number(days) })}
    </li>
  );
}
