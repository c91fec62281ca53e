import { Paperclip, Send } from "lucide-react";
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import type { MessageVisibility } from "../api/schema.generated";
import { Button } from "../design/button";
import { Select, TextArea } from "../design/field";
import { Icon } from "../design/icon";
import { Refused } from "../design/refused";
import { useKept, type Kept } from "../shell/use-kept";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionButton } from "./actions-now";
import { useCase } from "./case-context";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { useSendMessage } from "./use-send-message";

/** Stays in view below what was said. */
export function Composer(): ReactNode {
  const { complaint } = useCase();
  const kept = useKept(`message ${complaint.id}`, "", "");
  const canWrite = complaint.availableActions.some(
    ({ action, unavailableBecause }) => action === "SEND_MESSAGE" && !unavailableBecause,
  );
  // A message being written stays when the case changes state; the server then says why it cannot be sent.
  return canWrite || kept.value !== "" ? <Writing kept={kept} /> : null;
}

function Writing({ kept }: { kept: Kept<string> }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { complaint } = useCase();
  const { send, busy, refusal } = useSendMessage(complaint.id);
  const [visibility, setVisibility] = useState<MessageVisibility>("PARTIES");
  const evidence = complaint.availableActions.find(
    ({ action, unavailableBecause }) => action === "SUBMIT_EVIDENCE" && !unavailableBecause,
  );

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await send(kept.value, visibility)) kept.forget();
  }

  function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
  }

  return (
    <form id="thread" className={styles.composer} onSubmit={(event) => void submit(event)} data-entry>
      <TextArea
        label={say("message")}
        labelHidden
        placeholder={say("message")}
        rows={2}
        required
        value={kept.value}
        error={refusal?.at("text")}
        readOnly={busy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onKeyDown={sendByKey}
        onChange={({ target }) => kept.change(target.value)}
      />
      <div className="row spread">
        {evidence && (
          <ActionButton available={evidence} kind="quiet">
            <Icon of={Paperclip} />
          </ActionButton>
        )}
        <div className={`row ${styles.sending}`}>
          {complaint.messageVisibilities.length > 1 && (
            <Select
              label={say("visibility")}
              labelHidden
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
            <Icon of={Send} size={16} />
            {say("send")}
          </Button>
        </div>
      </div>
      {!refusal?.at("text") && !refusal?.at("visibility") && <Refused refusal={refusal} />}
    </form>
  );
}
