import { useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { may } from "../api/may";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Countdown, Time } from "../design/time";
import { isStaff, useViewer } from "../shell/viewer";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import type { ActForm } from "./actions/ask";
import { AskDialog } from "./actions/ask-dialog";
import { createReferralForm, updateReferralForm } from "./actions/referral-forms";
import { useCase } from "./case-context";
import type { ReferralShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { OutsideRoutesDocument, type OutsideRoutesQuery } from "./outside.generated";
import { outsideText } from "./outside.text";
import { Facts } from "../design/facts";

type Choice = OutsideRoutesQuery["outsideRoutes"][number];

interface Doing {
  title: string;
  form: ActForm;
  draft: string;
}

/** External routes: those that the consumer has used, and those still available. */
export default function Outside(): ReactNode {
  const say = useText(outsideText);
  const { complaint } = useCase();
  const read = useRead(OutsideRoutesDocument, { id: complaint.id });
  const [doing, setDoing] = useState<Doing | null>(null);
  // The provider sees what a body has accepted, not which routes are open to the consumer.
  const closed = read.refusal?.code === "FORBIDDEN";
  return (
    <div className="stack">
      {complaint.referrals.length === 0 && closed && <p className="muted">{say("none")}</p>}
      {complaint.referrals.map((referral) => (
        <ReferralLine
          key={referral.id}
          referral={referral}
          onUpdate={
            may(referral.availableActions, "UPDATE")
              ? () => setDoing({ title: say("update"), form: updateReferralForm(referral.id), draft: referral.id })
              : undefined
          }
        />
      ))}
      {!closed && (
        <Loaded {...read}>
          {({ outsideRoutes }) =>
            outsideRoutes.map((choice) => (
              <Way
                key={choice.route.id}
                choice={choice}
                onRegister={() =>
                  setDoing({
                    title: choice.route.name.text,
                    form: createReferralForm(choice.route.route),
                    draft: choice.route.id,
                  })
                }
              />
            ))
          }
        </Loaded>
      )}
      {doing && (
        <AskDialog
          {...doing}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null);
            read.onAgain();
          }}
        />
      )}
    </div>
  );
}

function ReferralLine({
  referral,
  onUpdate,
}: {
  referral: ReferralShownFragment;
  onUpdate: (() => void) | undefined;
}): ReactNode {
  const say = useText(outsideText);
  const label = useLabel();
  return (
    <article className={styles.part}>
      <p className="row">
        <strong>{referral.outsideRoute.name.text}</strong>
        <Badge tone="info">{label("ReferralStatus", referral.status)}</Badge>
        <span className="muted small">{label("ReferralSource", referral.reportedBy)}</span>
      </p>
      <Facts
        facts={[
          [say("who"), referral.body],
          [say("filedAt"), <Time at={referral.filedAt} />],
          [say("statusAt"), <Time at={referral.statusAt} />],
          [say("reference"), referral.reference],
          [
            say("result"),
            referral.result && (
              <>
                {label("ReferralResult", referral.result)} <span className="prose">{referral.outcome}</span>
              </>
            ),
          ],
          [say("note"), referral.note && <span className="prose">{referral.note}</span>],
        ]}
      />
      {onUpdate && (
        <div>
          <Button onClick={onUpdate}>{say("update")}</Button>
        </div>
      )}
    </article>
  );
}

function Way({ choice, onRegister }: { choice: Choice; onRegister: () => void }): ReactNode {
  const say = useText(outsideText);
  const { complaint } = useCase();
  const staff = isStaff(useViewer());
  const { route, legalBasis, unavailableBecause, openUntil } = choice;
  return (
    <details className={styles.part}>
      <summary>
        <strong>{route.name.text}</strong>{" "}
        {unavailableBecause ? (
          <span className="muted small">{unavailableBecause.message}</span>
        ) : (
          <Badge tone="good">{say(staff ? "openToConsumer" : "open")}</Badge>
        )}{" "}
        {openUntil && <Countdown until={openUntil} />}
      </summary>
      <div className="stack-tight">
        <p className="prose">{route.summary.text}</p>
        <Facts
          facts={[
            [say("who"), route.body.text],
            [say("legalBasis"), legalBasis.text],
            [say("cost"), route.cost.text],
            [say("duration"), route.duration.text],
            [say("documents"), route.documents.length > 0 && <Documents documents={route.documents} />],
            [
              say("link"),
              route.link && (
                <a href={route.link} rel="noreferrer">
                  {route.link}
                </a>
              ),
            ],
          ]}
        />
        {may(complaint.referralActions, "CREATE") && (
          <div>
            <Button onClick={onRegister}>{say("register")}</Button>
          </div>
        )}
      </div>
    </details>
  );
}

function Documents({ documents }: { documents: Choice["route"]["documents"] }): ReactNode {
  return (
    <ul>
      {documents.map(({ text }) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
