import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Countdown } from "../design/time";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { AppealsToDecideDocument } from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { WaitingList } from "./waiting-list";

export function AppealsTab({ onNews }: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(AppealsToDecideDocument, { after: usePlace() });
  return (
    <WaitingList
      read={read}
      of={({ appealsAwaitingDecision }) => appealsAwaitingDecision}
      empty={say("noAppeals")}
      onNews={onNews}
    >
      {({ id, title, dueAt, provider, appeals, ruling, availableActions }) => {
        const offered = availableActions.find(({ action }) => action === "DECIDE_APPEAL");
        return (
          <>
            <div className="row spread">
              <h2>
                <Link to={`/cases/${id}`}>{title}</Link>
              </h2>
              {dueAt && <Countdown until={dueAt} />}
            </div>
            <div className="row">
              <span>{say("against", { provider: provider.legalName })}</span>
              {ruling && <Badge>{label("RulingOutcome", ruling.outcome)}</Badge>}
              {ruling?.decidedBy && (
                <span className="muted">{say("decidedBy", { name: ruling.decidedBy.displayName })}</span>
              )}
            </div>
            {appeals
              .filter(({ status }) => status === "FILED")
              .map((appeal) => (
                <div key={appeal.id}>
                  <strong>
                    {say("appealBy", {
                      side: label("Side", appeal.bySide),
                      ground: label("AppealGround", appeal.ground),
                    })}
                  </strong>
                  <p className="prose">{appeal.text}</p>
                </div>
              ))}
            {offered?.unavailableBecause && <p className="muted small">{offered.unavailableBecause.message}</p>}
            <div>
              <ButtonLink
                to={`/cases/${id}/appeal`}
                kind={offered && !offered.unavailableBecause ? "primary" : "plain"}
              >
                {say("decideAppeal")}
              </ButtonLink>
            </div>
          </>
        );
      }}
    </WaitingList>
  );
}
