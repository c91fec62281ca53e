import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { formatMoney, formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { CasesInDefaultDocument } from "./lead.generated";
import styles from "./lead.module.css";
import { leadText } from "./lead.text";
import type { TabProps } from "./tab";
import { Waiting } from "./waiting";
import { WaitingList } from "./waiting-list";

export function DefaultsTab(tab: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(CasesInDefaultDocument, { after: usePlace() });
  return (
    <WaitingList read={read} of={({ casesInDefault }) => casesInDefault} empty={say("noDefaults")} tab={tab}>
      {({ id, number, title, provider, ruling }) => (
        <Waiting
          title={title}
          to={`/cases/${id}`}
          number={number}
          about={<span>{say("against", { provider: provider.legalName })}</span>}
          act={
            <div>
              <ButtonLink to={`/cases/${id}`}>{say("openCase")}</ButtonLink>
            </div>
          }
        >
          <ul className={styles.planned}>
            {ruling?.remedies
              ?.filter(({ confirmedAt, waivedAt }) => !confirmedAt && !waivedAt)
              .map((remedy) => (
                <li key={remedy.id}>
                  <strong>{label("RemedyKind", remedy.kind)}</strong> {remedy.amount && formatMoney(remedy.amount)}{" "}
                  {remedy.text}{" "}
                  {remedy.dueAt && (
                    <Badge tone={remedy.defaultedAt ? "bad" : "muted"}>
                      {say("overdueSince", { at: formatTime(remedy.dueAt) })}
                    </Badge>
                  )}
                </li>
              ))}
          </ul>
        </Waiting>
      )}
    </WaitingList>
  );
}
