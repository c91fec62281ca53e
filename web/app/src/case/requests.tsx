import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Earlier } from "../design/earlier";
import { Countdown, Time } from "../design/time";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { useCase, type Case } from "./case-context";
import { EarlierRequestsDocument, type RequestShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { Facts } from "../design/facts";
import { Section } from "./section";

/** The platform's requests to the sides, and their answers. */
export function Requests(): ReactNode {
  const say = useText(caseText);
  const { complaint } = useCase();
  return (
    <Section id="requests" title={say("requests")}>
      <RequestsShown {...complaint.requests} />
      <ActionsHere of={["SUPPLY_INFORMATION", "ANSWER_EVIDENCE_REQUEST"]} />
    </Section>
  );
}

function RequestsShown({ nodes, pageInfo }: Case["requests"]): ReactNode {
  const say = useText(caseText);
  const { id } = useCase().complaint;
  return (
    <>
      <Earlier caseId={id} pageInfo={pageInfo} query={EarlierRequestsDocument} label={say("earlierRequests")}>
        {({ requests }) => <RequestsShown {...requests} />}
      </Earlier>
      {nodes.map((request) => (
        <RequestLine key={request.id} request={request} />
      ))}
    </>
  );
}

function RequestLine({ request }: { request: RequestShownFragment }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const open = !request.answeredAt && !request.missedAt && !request.lapsedAt;
  return (
    <article className={styles.part}>
      <p className="row">
        <Badge tone="info">{label("CaseRequestKind", request.kind)}</Badge>
        <span>{label("Side", request.addressedTo)}</span>
        {open && <Countdown until={request.dueAt} />}
        {request.missedAt && <Badge tone="bad">{say("missed")}</Badge>}
        {request.lapsedAt && <Badge>{say("lapsed")}</Badge>}
        {open && !request.mandatory && <Badge>{say("voluntary")}</Badge>}
      </p>
      <p className="prose">{request.text}</p>
      <Facts
        facts={[
          [say("askedAt"), <Time at={request.askedAt} />],
          [say("answerBy"), <Time at={request.dueAt} />],
        ]}
      />
      {request.answer && (
        <blockquote className={styles.promise}>
          {request.answeredAt && (
            <p className="muted small">
              <Time at={request.answeredAt} />
            </p>
          )}
          {request.answer}
        </blockquote>
      )}
    </article>
  );
}
