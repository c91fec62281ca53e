import { Paperclip, Send } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import type { MessageVisibility } from "../api/schema.generated";
import { canDigest } from "../api/redress";
import { Button } from "../design/button";
import { Select, TextArea } from "../design/field";
import { Icon } from "../design/icon";
import { later } from "../design/later";
import { Refused } from "../design/refused";
import { FileInput } from "../evidence/choose-files";
import { addPieces, usePieces } from "../evidence/pieces";
import { sendWaiting } from "../evidence/send-pieces";
import { useAddingTo } from "../evidence/use-adding-to";
import { useKept, type Kept } from "../shell/use-kept";
import { useViewer } from "../shell/viewer";
import { useText } from "../text/language";
import { useOptions } from "../text/labels";
import { useCase } from "./case-context";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { useSendMessage } from "./use-send-message";

const TrayItems = later(() => import("../evidence/tray-items"));

const PlatformTextArea = later(() => import("./platform-text-area"));

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
  const optionsOf = useOptions();
  const { complaint } = useCase();
  const { send, busy, refusal } = useSendMessage(complaint.id);
  const attached = useAttached();
  // Kept as the text is, and when it is sent: what was meant for the platform never goes to the other side unasked.
  const forWhom = useKept<MessageVisibility>(`message ${complaint.id} for`, "", "PARTIES");

  async function sendAll(): Promise<void> {
    attached.send();
    if (kept.value !== "" && (await send(kept.value, forWhom.value))) kept.forget();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void sendAll();
  }

  function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
  }

  const field = {
    ...{ label: say("message"), labelHidden: true, placeholder: say("message") },
    ...{ rows: 2, required: attached.waiting === 0, value: kept.value, error: refusal?.at("text"), readOnly: busy },
    ...{ "aria-keyshortcuts": "Control+Enter Meta+Enter", onKeyDown: sendByKey },
  };
  return (
    <form id="thread" className={styles.composer} onSubmit={submit} data-entry>
      {attached.tray}
      {complaint.viewerSide === null ? (
        <PlatformTextArea {...field} onText={kept.change} />
      ) : (
        <TextArea {...field} onChange={({ target }) => kept.change(target.value)} />
      )}
      <div className="row spread">
        {attached.button}
        <div className={`row ${styles.sending}`}>
          {complaint.messageVisibilities.length > 1 && (
            <Select
              label={say("visibility")}
              labelHidden
              value={forWhom.value}
              error={refusal?.at("visibility")}
              options={optionsOf("MessageVisibility", complaint.messageVisibilities)}
              onChange={({ target }) => forWhom.change(target.value as MessageVisibility)}
            />
          )}
          <Button kind="primary" type="submit" busy={busy}>
            <Icon of={Send} size={16} />
            {say("send")}
          </Button>
        </div>
      </div>
      {!refusal?.at("text") && !refusal?.at("visibility") && (
        <Refused refusal={refusal} onAgain={() => void sendAll()} />
      )}
    </form>
  );
}

/** What is attached to a message is evidence, in the same tray as on its tab. */
function useAttached(): { tray: ReactNode; button: ReactNode; waiting: number; send: () => void } {
  const say = useText(caseText);
  const { complaint } = useCase();
  const accountId = useViewer()?.id ?? "";
  const where = { accountId, place: complaint.id };
  const pieces = usePieces(where);
  const adding = useAddingTo(complaint);
  const chooser = useRef<HTMLInputElement>(null);
  // Once there was one, the tray stays to say that it arrived.
  const [used, setUsed] = useState(false);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- chosen on another tab, or before the page was loaded
    if (pieces.length > 0) setUsed(true);
  }, [pieces]);
  // What was refused is tried again by itself.
  const waiting = pieces.filter(({ going, refusal }) => !going && !refusal);
  const can = complaint.availableActions.some(
    ({ action, unavailableBecause }) => action === "SUBMIT_EVIDENCE" && !unavailableBecause,
  );
  if (!can || !canDigest()) return { tray: null, button: null, waiting: 0, send: () => undefined };
  return {
    tray: used && <TrayItems place={complaint.id} {...adding} />,
    button: (
      <>
        <Button kind="quiet" onClick={() => chooser.current?.click()}>
          <Icon of={Paperclip} />
          {say("attach")}
        </Button>
        <FileInput label={say("attach")} chooser={chooser} onFiles={(files) => addPieces(where, files)} />
      </>
    ),
    waiting: waiting.length,
    send: () => sendWaiting(waiting),
  };
}
