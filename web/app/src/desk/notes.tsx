import { useId, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Earlier } from "../design/earlier";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useKept } from "../shell/use-kept";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import {
  EarlierNotesDocument,
  WriteNoteDocument,
  type DeskCaseFragment,
  type NotesShownFragment,
} from "./notes.generated";

const text = defineText("notes", {
  en: {
    title: "Notes",
    hint: "Only the platform's people read them.",
    none: "No one has left a note.",
    earlier: "Earlier notes",
    note: "Note to colleagues",
  },
  zh: {
    title: "内部备注",
    hint: "仅平台人员可见。",
    none: "暂无备注。",
    earlier: "更早的备注",
    note: "写给同事",
  },
});

/** What the platform's people tell each other about a case. */
export function Notes({ complaint }: { complaint: DeskCaseFragment }): ReactNode {
  const say = useText(text);
  const id = useId();
  const { notes } = complaint;
  const mayWrite = complaint.deskActions.some(
    ({ action, unavailableBecause }) => action === "WRITE_NOTE" && !unavailableBecause,
  );
  return (
    <section className="card stack-tight" aria-labelledby={id} data-dense>
      <h2 id={id}>{say("title")}</h2>
      <p className="small muted">{say("hint")}</p>
      {notes.nodes.length === 0 ? (
        <p className="small">{say("none")}</p>
      ) : (
        <Written caseId={complaint.id} notes={notes} />
      )}
      {mayWrite && <NewNote key={complaint.id} complaintId={complaint.id} />}
    </section>
  );
}

function Written({ caseId, notes: { nodes, pageInfo } }: { caseId: string; notes: NotesShownFragment }): ReactNode {
  const say = useText(text);
  return (
    <>
      <Earlier caseId={caseId} pageInfo={pageInfo} query={EarlierNotesDocument} label={say("earlier")}>
        {({ notes }) => <Written caseId={caseId} notes={notes} />}
      </Earlier>
      <ul className="stack-tight">
        {nodes.map((note) => (
          <li key={note.id}>
            <p className="prose small">{note.text}</p>
            <p className="small muted">
              {note.writtenBy?.displayName} · <Time at={note.sentAt} />
            </p>
          </li>
        ))}
      </ul>
    </>
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
