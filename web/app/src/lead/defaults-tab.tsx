import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { formatMoney, formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { CasesInDefaultDocument } from "./lead.generated";
import type { TabProps } from "./tab";
import { leadText } from "./lead.text";
import { WaitingList } from "./waiting-list";

export function DefaultsTab({ onNews }: TabProps): ReactNode {
  const say = useText(leadText);
  const label = useLabel();
  const read = useRead(CasesInDefaultDocument, { after: usePlace() });
  return (
    <WaitingList read={read} of={({ casesInDefault }) => casesInDefault} empty={say("noDefaults")} onNews={onNews}>
      {({ id, title, provider, ruling }) => (
        <>
          <h2>
            <Link to={`/cases/${id}`}>{title}</Link>
          </h2>
          <p>{say("against", { provider: provider.legalName })}</p>
          <ul>
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
          <div>
            <ButtonLink to={`/cases/${id}`}>{say("openCase")}</ButtonLink>
          </div>
        </>
      )}
    </WaitingList>
  );
}
