import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { OutcomeBadge } from "../register/outcome-badge";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { AppealsToDecideDocument } from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { Waiting } from "./waiting";
import { WaitingList } from "./waiting-list";

export function AppealsTab(tab: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(AppealsToDecideDocument, { after: usePlace() });
  return (
    <WaitingList
      read={read}
      of={({ appealsAwaitingDecision }) => appealsAwaitingDecision}
      empty={say("noAppeals")}
      tab={tab}
    >
      {({ id, number, title, dueAt, provider, appeals, ruling, availableActions }) => {
        const offered = availableActions.find(({ action }) => action === "DECIDE_APPEAL");
        const why = offered?.unavailableBecause?.message;
        return (
          <Waiting
            title={title}
            to={`/cases/${id}`}
            number={number}
            until={dueAt}
            about={
              <>
                {ruling && <OutcomeBadge outcome={ruling.outcome} />}
                <span>{say("against", { provider: provider.legalName })}</span>
                {ruling?.decidedBy && (
                  <span className="muted">{say("decidedBy", { name: ruling.decidedBy.displayName })}</span>
                )}
              </>
            }
            act={
              <>
                {why && <p className="muted small">{why}</p>}
                <div>
                  <ButtonLink to={`/cases/${id}/appeal`} kind={offered && !why ? "primary" : "plain"}>
                    {say("decideAppeal")}
                  </ButtonLink>
                </div>
              </>
            }
          >
            {appeals
              .filter(({ status }) => status === "FILED")
              .map((appeal) => (
                <blockquote key={appeal.id} className="stack-tight">
                  <strong>
                    {say("appealBy", {
                      side: label("Side", appeal.bySide),
                      ground: label("AppealGround", appeal.ground),
                    })}
                  </strong>
                  <p className="prose">{appeal.text}</p>
                </blockquote>
              ))}
          </Waiting>
        );
      }}
    </WaitingList>
  );
}
