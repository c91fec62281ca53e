import { useId, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useLive } from "../api/use-live";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useKept } from "../shell/use-kept";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { CaseNotesDocument, WatchNotesDocument, WriteNoteDocument } from "./notes.generated";

const text = defineText("notes", {
  en: {
    title: "Notes",
    hint: "Only the platform's people read them.",
    none: "No one has left a note.",
    note: "Note to colleagues",
  },
  zh: {
    title: "内部备注",
    hint: "仅平台人员可见。",
    none: "暂无备注。",
    note: "写给同事",
  },
});

/** What the platform's people tell each other about a case. */
export function Notes({ complaintId, mayWrite }: { complaintId: string; mayWrite: boolean }): ReactNode {
  const say = useText(text);
  const id = useId();
  const read = useLive({
    query: CaseNotesDocument,
    variables: { id: complaintId },
    cursorOf: ({ complaint }) => complaint?.cursor,
    updates: WatchNotesDocument,
    updateVariables: { id: complaintId },
  });
  return (
    <section className="card stack-tight" aria-labelledby={id} data-dense>
      <h2 id={id}>{say("title")}</h2>
      <p className="small muted">{say("hint")}</p>
      <Loaded {...read} lines={2}>
        {({ complaint }) =>
          complaint && complaint.notes.nodes.length > 0 ? (
            <ul className="stack-tight">
              {complaint.notes.nodes.map((note) => (
                <li key={note.id}>
                  <p className="prose small">{note.text}</p>
                  <p className="small muted">
                    {note.writtenBy?.displayName} · <Time at={note.sentAt} />
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <p className="small">{say("none")}</p>
          )
        }
      </Loaded>
      {mayWrite && <NewNote key={complaintId} complaintId={complaintId} />}
    </section>
  );
}

function NewNote({ complaintId }: { complaintId: string }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const kept = useKept(`note ${complaintId}`, "", "");
  const { act, busy, refusal } = useAct(WriteNoteDocument);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ complaintId, text: kept.value })) kept.forget();
  }
  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)}>
      <TextArea
        label={say("note")}
        data-note
        rows={2}
        required
        value={kept.value}
        error={refusal?.at("text")}
        readOnly={busy}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
        }}
        onChange={({ target }) => kept.change(target.value)}
      />
      {!refusal?.at("text") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" busy={busy}>
          {label("DeskAction", "WRITE_NOTE")}
        </Button>
      </div>
    </form>
  );
}
