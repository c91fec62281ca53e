import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Countdown, Time } from "../design/time";
import { formatMoney } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import {
  PlannedListingDocument,
  type RemedyShownFragment,
  type RulingInEffectFragment,
  type RulingPlannedFragment,
} from "./case.generated";
import styles from "./case.module.css";
import { rulingText } from "./ruling.text";
import { Facts } from "../design/facts";

type Planned = NonNullable<RulingPlannedFragment["planned"]>;
type Remedy = Planned["remedies"][number] | RemedyShownFragment;
type Penalty = Planned["penalties"][number] | RulingInEffectFragment["penalties"][number];
type RemedyPayment = RemedyShownFragment["payments"][number];
type Label = ReturnType<typeof useLabel>;

const ENDS = [
  "confirmedAt",
  "verifiedAt",
  "waivedAt",
  "defaultedAt",
  "setAsideAt",
  "paidFromDepositAt",
  "reportedMissingAt",
] as const;

const CHECKS = ["verificationRequestedAt", "checkSince"] as const;

/** What the provider must do for the consumer: decided, or already running. */
export function Remedies({ remedies }: { remedies: readonly Remedy[] }): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  if (remedies.length === 0) return null;
  return (
    <div className="stack-tight">
      <h3>{say("remedies")}</h3>
      {remedies.map((remedy, at) => (
        <article key={"id" in remedy ? remedy.id : at} className={styles.part}>
          <p className="row">
            <strong>{label("RemedyKind", remedy.kind)}</strong>
            {remedy.basis && <span>{label("CompensationBasis", remedy.basis)}</span>}
            {remedy.amount && <strong className="numeric">{formatMoney(remedy.amount)}</strong>}
            {!remedy.amount && remedy.insteadAmount && (
              <span className="muted numeric">{say("instead", { amount: formatMoney(remedy.insteadAmount) })}</span>
            )}
            <span className="muted">{say("withinDays", { count: remedy.withinDays })}</span>
            {"id" in remedy && remedy.dueAt && !ENDS.some((end) => remedy[end]) && <Countdown until={remedy.dueAt} />}
          </p>
          <p className="prose">{remedy.text}</p>
          {remedy.ground && <p className="muted">{remedy.ground}</p>}
          {"id" in remedy && <Progress remedy={remedy} />}
        </article>
      ))}
    </div>
  );
}

function Progress({ remedy }: { remedy: RemedyShownFragment }): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  return (
    <Facts
      facts={[
        [say("lossEvidence"), remedy.lossEvidence.map(({ title }) => title).join(" · ")],
        [say("proof"), remedy.proof && <span className="prose">{remedy.proof}</span>],
        [say("proofEvidence"), remedy.proofEvidence.map(({ title }) => title).join(" · ")],
        [say("proofFiledAt"), remedy.proofFiledAt && <Time at={remedy.proofFiledAt} />],
        [say("contestReason"), remedy.contestReason && <span className="prose">{remedy.contestReason}</span>],
        ...CHECKS.map((at) => [say(at), remedy[at] && <Time at={remedy[at]} />] as const),
        ...ENDS.map((end) => [say(end), remedy[end] && <Time at={remedy[end]} />] as const),
        [say("setAsideAmount"), remedy.setAsideAmount && formatMoney(remedy.setAsideAmount)],
        [say("creditedAmount"), remedy.creditedAmount && formatMoney(remedy.creditedAmount)],
        ...remedy.payments.map(
          (payment) =>
            [
              label("PaymentPurpose", payment.purpose),
              [
                formatMoney(payment.amount),
                stateOf(label, payment),
                payment.channel !== "PLATFORM" && referenceOf(label, payment),
                payment.reason,
              ]
                .filter(Boolean)
                .join(" · "),
            ] as const,
        ),
      ]}
    />
  );
}

const referenceOf = (label: Label, { channel, reference }: RemedyPayment): string | null =>
  reference && [channel && label("PaymentChannel", channel), reference].join(" ");

/** Where the platform's payment side moves it: how far that has come. */
function stateOf(label: Label, { status, instructionState: state }: RemedyPayment): string {
  const isTold = status === "CLAIMED" || (status === "REJECTED" && state === "FAILED");
  return state && isTold ? label("InstructionState", state) : label("PaymentStatus", status);
}

/** The penalties of the ruling. */
export function Penalties({ penalties }: { penalties: readonly Penalty[] }): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  if (penalties.length === 0) return null;
  return (
    <div className="stack-tight">
      <h3>{say("penalties")}</h3>
      {penalties.map((penalty, at) => (
        <article key={"id" in penalty ? penalty.id : at} className={styles.part}>
          <p className="row">
            <strong>{label("PenaltyKind", penalty.kind)}</strong>
            {penalty.amount && <strong className="numeric">{formatMoney(penalty.amount)}</strong>}
            {"listingId" in penalty && penalty.listingId && <PlannedListing id={penalty.listingId} />}
            {penalty.days !== null && <span>{say("days", { count: penalty.days })}</span>}
            {"id" in penalty && <Badge>{label("PenaltyStatus", penalty.status)}</Badge>}
          </p>
          <p className="prose">{penalty.reason}</p>
          {"id" in penalty && (
            <Facts
              facts={[
                [say("from"), penalty.startsAt && <Time at={penalty.startsAt} />],
                [say("until"), penalty.endsAt && <Time at={penalty.endsAt} />],
              ]}
            />
          )}
        </article>
      ))}
    </div>
  );
}

/** Read by itself: in what the page follows, the title would cost much for the few who see it. */
function PlannedListing({ id }: { id: string }): ReactNode {
  const { data } = useRead(PlannedListingDocument, { id });
  return <Link to={`/listings/${id}`}>{data?.listing?.title ?? id}</Link>;
}
