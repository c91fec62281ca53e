import { useState, type FormEvent, type ReactNode } from "react";
import { useClient } from "urql";
import type { BulkActionInput, BulkActionKind, Severity } from "../api/schema.generated";
import { refusalOf, type Refusal } from "../api/refusal";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { useOptions } from "../text/labels";
import { useQueueName } from "../text/categories";
import { useText } from "../text/language";
import { PreviewBulkDocument, type BulkResultShownFragment } from "./bulk.generated";
import { BulkDialog } from "./bulk-dialog";
import { bulkText } from "./bulk.text";
import { DeskChoicesDocument } from "./desk.generated";
import styles from "./desk.module.css";
import { ModeratorPicker, type Moderator } from "./moderator-picker";

interface Props {
  ids: readonly string[];
  onClear: () => void;
  /** Called when the cases have changed. */
  onDone: () => void;
}

/** One action for all selected cases; a preview shows what it would do to each. */
export function BulkBar({ ids, onClear, onDone }: Props): ReactNode {
  const say = useText(bulkText);
  const optionsOf = useOptions();
  const client = useClient();
  const choices = useRead(DeskChoicesDocument, {}, { pause: ids.length === 0 });
  const [kind, setKind] = useState<BulkActionKind>("ASSIGN");
  const [moderator, setModerator] = useState<Moderator | null>(null);
  const [severity, setSeverity] = useState<Severity>("L2");
  const [queue, setQueue] = useState("");
  const { value: reason, change: setReason, forget } = useKept("reason for several cases", "", "");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [preview, setPreview] = useState<{ input: BulkActionInput; results: BulkResultShownFragment[] } | null>(null);

  const queueName = useQueueName();
  const queues = [...new Set(choices.data?.routingRules.map((rule) => rule.queue) ?? [])];
  const target = {
    ASSIGN: { accountId: moderator?.id ?? null },
    SET_SEVERITY: { severity },
    MOVE_TO_QUEUE: { queue: queue || (queues[0] ?? "") },
    RELEASE_LEASE: {},
  }[kind];

  async function look(event: FormEvent): Promise<void> {
    event.preventDefault();
    const input = { complaintIds: [...ids], kind, ...target, reason };
    setBusy(true);
    const { data, error } = await client
      .query(PreviewBulkDocument, { input }, { requestPolicy: "network-only" })
      .toPromise();
    setBusy(false);
    setRefusal(refusalOf(error));
    if (data && !error) setPreview({ input, results: data.previewBulkAction });
  }

  const at = (field: string): string | undefined => refusal?.at(field) ?? refusal?.at(`action.${field}`);
  const placed = ["moderatorLogin", "accountId", "severity", "queue", "reason"].some(at);
  return (
    <>
      {ids.length > 0 && (
        <form
          className={`card stack-tight ${styles.bulk}`}
          aria-label={say("title")}
          onSubmit={(event) => void look(event)}
        >
          <div className="row spread">
            <strong role="status">{say("selected", { count: ids.length })}</strong>
            <Button kind="quiet" onClick={onClear}>
              {say("clear")}
            </Button>
          </div>
          <div className={styles.filters}>
            <Select
              label={say("action")}
              value={kind}
              options={optionsOf("BulkActionKind")}
              onChange={({ target }) => setKind(target.value as BulkActionKind)}
            />
            {kind === "ASSIGN" && (
              <ModeratorPicker
                chosen={moderator}
                error={at("accountId") ?? at("moderatorLogin")}
                onChoose={setModerator}
              />
            )}
            {kind === "SET_SEVERITY" && (
              <Select
                label={say("severity")}
                value={severity}
                error={at("severity")}
                options={optionsOf("Severity")}
                onChange={({ target }) => setSeverity(target.value as Severity)}
              />
            )}
            {kind === "MOVE_TO_QUEUE" && (
              <Select
                label={say("queue")}
                value={queue || queues[0]}
                error={at("queue")}
                options={queues.map((value) => ({ value, label: queueName(value) }))}
                onChange={({ target }) => setQueue(target.value)}
              />
            )}
            <TextInput
              label={say("reason")}
              value={reason}
              error={at("reason")}
              onChange={({ target }) => setReason(target.value)}
            />
            <Button kind="primary" type="submit" busy={busy}>
              {say("preview")}
            </Button>
          </div>
          {!placed && <Refused refusal={refusal} />}
        </form>
      )}
      {preview && (
        <BulkDialog
          input={preview.input}
          preview={preview.results}
          onDone={() => {
            forget();
            onDone();
          }}
          onClose={() => setPreview(null)}
        />
      )}
    </>
  );
}
