import { useState, type FormEvent, type ReactNode } from "react";
import type { MessageVisibility } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Select, TextArea } from "../design/field";
import { Badge } from "../design/badge";
import { Earlier } from "../design/earlier";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useKept, type Kept } from "../shell/use-kept";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase, type Case } from "./case-context";
import { EarlierMessagesDocument, type MessageShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { Section } from "./section";
import { SendMessageDocument } from "./thread.generated";

/** The messages between the sides and the platform. */
export function Thread(): ReactNode {
  const say = useText(caseText);
  const { complaint } = useCase();
  const kept = useKept(`message ${complaint.id}`, "", "");
  const canWrite = complaint.availableActions.some(
    ({ action, unavailableBecause }) => action === "SEND_MESSAGE" && !unavailableBecause,
  );
  return (
    <Section id="thread" title={say("thread")}>
      {complaint.messages.nodes.length === 0 && <p className="muted">{say("noMessages")}</p>}
      <div role="log" aria-label={say("thread")}>
        <Messages {...complaint.messages} />
      </div>
      {/* A message being written stays when the case changes state; the server then says why it cannot be sent. */}
      {(canWrite || kept.value !== "") && <Composer kept={kept} />}
    </Section>
  );
}

/** A page of them, and before it those that came earlier, when they are asked for. */
function Messages({ nodes, pageInfo }: Case["messages"]): ReactNode {
  const say = useText(caseText);
  const { id } = useCase().complaint;
  return (
    <>
      <Earlier caseId={id} pageInfo={pageInfo} query={EarlierMessagesDocument} label={say("earlierMessages")}>
        {({ messages }) => <Messages {...messages} />}
      </Earlier>
      <ol className={styles.thread}>
        {nodes.map((message) => (
          <MessageLine key={message.id} message={message} />
        ))}
      </ol>
    </>
  );
}

function MessageLine({ message: { side, visibility, text, sentAt } }: { message: MessageShownFragment }): ReactNode {
  const label = useLabel();
  const { complaint } = useCase();
  const names = { CONSUMER: complaint.consumerName, PROVIDER: complaint.provider.legalName, PLATFORM: null };
  return (
    <li className={styles.message} data-side={side}>
      <p className="row small muted">
        <span>{label("MessageAuthor", side)}</span>
        {names[side] && <strong>{names[side]}</strong>}
        <Time at={sentAt} />
        {visibility !== "PARTIES" && <Badge tone="info">{label("MessageVisibility", visibility)}</Badge>}
      </p>
      <p className="prose">{text}</p>
    </li>
  );
}

function Composer({ kept }: { kept: Kept<string> }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { complaint } = useCase();
  const { act, busy, refusal } = useAct(SendMessageDocument);
  const [visibility, setVisibility] = useState<MessageVisibility>("PARTIES");

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    // No `expectedVersion`: a message does not refer to the latest state of the case, and both sides may write at the same time.
    if (await act({ complaintId: complaint.id, text: kept.value, visibility })) kept.forget();
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void send(event)}>
      <TextArea
        label={say("message")}
        required
        value={kept.value}
        error={refusal?.at("text")}
        readOnly={busy}
        onChange={({ target }) => kept.change(target.value)}
      />
      <div className="row spread">
        {complaint.messageVisibilities.length > 1 && (
          <Select
            label={say("visibility")}
            value={visibility}
            error={refusal?.at("visibility")}
            options={complaint.messageVisibilities.map((value) => ({
              value,
              label: label("MessageVisibility", value),
            }))}
            onChange={({ target }) => setVisibility(target.value as MessageVisibility)}
          />
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {say("send")}
        </Button>
      </div>
      {!refusal?.at("text") && !refusal?.at("visibility") && <Refused refusal={refusal} />}
    </form>
  );
}
