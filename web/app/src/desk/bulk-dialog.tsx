import type { ReactNode } from "react";
import { useState } from "react";
import type { BulkActionInput, BulkOutcome, BulkUndo } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Badge, type Tone } from "../design/badge";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { DataTable } from "../design/data-table";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { ApplyBulkDocument, UndoBulkDocument, type BulkResultShownFragment } from "./bulk.generated";
import { bulkText } from "./bulk.text";

interface Props {
  input: BulkActionInput;
  preview: readonly BulkResultShownFragment[];
  onDone: () => void;
  onClose: () => void;
}

/** Shows for each case what would change, then what has changed, and lets the person undo it. */
export function BulkDialog({ input, preview, onDone, onClose }: Props): ReactNode {
  const say = useText(bulkText);
  const apply = useAct(ApplyBulkDocument);
  const undo = useAct(UndoBulkDocument);
  const [batch, setBatch] = useState<{ id: string; undone: boolean; items: BulkResultShownFragment[] } | null>(null);
  const changing = preview.filter(({ outcome }) => outcome === "CHANGED").length;

  async function run(): Promise<void> {
    const done = await apply.act({ action: input });
    if (!done) return;
    const { id, items } = done.applyBulkAction.batch;
    setBatch({ id, undone: false, items });
    onDone();
  }

  async function takeBack(batchId: string): Promise<void> {
    const done = await undo.act({ batchId });
    if (!done) return;
    setBatch({ id: batchId, undone: true, items: done.undoBulkAction.batch.items });
    onDone();
  }

  return (
    <Dialog wide title={say(batch ? "resultTitle" : "previewTitle")} onClose={onClose}>
      <Results items={batch?.items ?? preview} />
      <Refused refusal={apply.refusal ?? undo.refusal} />
      <div role="status">{batch?.undone && <Notice tone="good">{say("undone")}</Notice>}</div>
      <div className="row">
        {!batch && changing === 0 && <p>{say("nothing")}</p>}
        {!batch && changing > 0 && (
          <Button kind="primary" busy={apply.busy} onClick={() => void run()}>
            {say("apply", { count: changing })}
          </Button>
        )}
        {batch && !batch.undone && (
          <Button kind="danger" busy={undo.busy} onClick={() => void takeBack(batch.id)}>
            {say("undo")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const TONES: Record<BulkOutcome | BulkUndo, Tone> = {
  PENDING: "muted",
  CHANGED: "good",
  UNCHANGED: "muted",
  REFUSED: "bad",
  UNDONE: "good",
  CHANGED_SINCE: "warn",
};

function Results({ items }: { items: readonly BulkResultShownFragment[] }): ReactNode {
  const say = useText(bulkText);
  const label = useLabel();
  return (
    <DataTable label={say("changes")} heads={(["case", "outcome", "changes"] as const).map((column) => say(column))}>
      {items.map(({ complaintId, complaint, outcome, undoOutcome, message, changes }) => (
        <tr key={complaintId}>
          <th scope="row">{complaint?.title ?? say("hidden")}</th>
          <td>
            <Badge tone={TONES[undoOutcome ?? outcome]}>
              {undoOutcome ? label("BulkUndo", undoOutcome) : label("BulkOutcome", outcome)}
            </Badge>
          </td>
          <td>
            {message}
            <Changes changes={changes} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** What a bulk action changes, as the server calls it. */
type Named = "severity" | "queue" | "assignedTo" | "escalated" | "leaseHolder";

function Changes({ changes }: Pick<BulkResultShownFragment, "changes">): ReactNode {
  const say = useText(bulkText);
  const label = useLabel();
  const told = (name: string, value: string | null | undefined): string => {
    if (value === null || value === undefined) return say("nobody");
    if (name === "severity") return label("Severity", value);
    return value === "true" || value === "false" ? say(`value.${value}`) : value;
  };
  const nameOf = (name: string): string => say(`name.${name}` as `name.${Named}`);
  return (
    <ul className="stack-tight">
      {changes.map(({ name, before, after }) => (
        <li key={name}>
          {say("change", { name: nameOf(name), before: told(name, before), after: told(name, after) })}
        </li>
      ))}
    </ul>
  );
}
