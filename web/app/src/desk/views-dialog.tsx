import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import type { Kept } from "./queue-address";
import { CreateQueueViewDocument, DeleteQueueViewDocument, UpdateQueueViewDocument } from "./queue-views.generated";

const text = defineText("viewsDialog", {
  en: {
    save: "Keep this view",
    edit: "My views",
    name: "Name",
    hint: "Only you see it.",
    keep: "Keep",
    rename: "Rename",
    remove: "Remove",
    removeOne: "Remove {{name}}",
  },
  zh: {
    save: "保存此视图",
    edit: "我的视图",
    name: "名称",
    hint: "仅自己可见。",
    keep: "保存",
    rename: "重命名",
    remove: "移除",
    removeOne: "移除 {{name}}",
  },
});

interface Own {
  id: string;
  name: string;
}

interface Props {
  /** The filter to keep under a new name; null: the views that there are. */
  keep: Kept | null;
  own: readonly Own[];
  onDone: () => void;
  onClose: () => void;
}

export default function ViewsDialog({ keep, own, onDone, onClose }: Props): ReactNode {
  const say = useText(text);
  return keep ? (
    <Dialog title={say("save")} onClose={onClose}>
      <NewView
        filter={keep}
        onDone={() => {
          onDone();
          onClose();
        }}
      />
    </Dialog>
  ) : (
    <Dialog title={say("edit")} onClose={onClose}>
      <ul className="stack">
        {own.map((view) => (
          <li key={view.id}>
            <OneView view={view} onDone={onDone} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function NewView({ filter, onDone }: { filter: Kept; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { value: name, change: setName, forget } = useKept("name of a new view", "", "");
  const { act, busy, refusal } = useAct(CreateQueueViewDocument);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ name, filter }))) return;
    forget();
    onDone();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextInput
        label={say("name")}
        hint={say("hint")}
        required
        maxLength={40}
        value={name}
        error={refusal?.at("name")}
        onChange={({ target }) => setName(target.value)}
      />
      {!refusal?.at("name") && <Refused refusal={refusal} />}
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("keep")}
        </Button>
      </div>
    </form>
  );
}

function OneView({ view, onDone }: { view: Own; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { value: name, change: setName, forget } = useKept(`name of view ${view.id}`, "", view.name);
  const update = useAct(UpdateQueueViewDocument);
  const remove = useAct(DeleteQueueViewDocument);
  const refusal = update.refusal ?? remove.refusal;
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await update.act({ queueViewId: view.id, name }))) return;
    forget();
    onDone();
  }
  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)}>
      <div className="row row-end">
        <TextInput
          label={say("name")}
          required
          maxLength={40}
          value={name}
          error={refusal?.at("name")}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" busy={update.busy} disabled={name.trim() === view.name}>
          {say("rename")}
        </Button>
        <Button
          kind="quiet"
          busy={remove.busy}
          aria-label={say("removeOne", { name: view.name })}
          onClick={() => void remove.act({ queueViewId: view.id }).then((done) => done && onDone())}
        >
          {say("remove")}
        </Button>
      </div>
      {!refusal?.at("name") && <Refused refusal={refusal} />}
    </form>
  );
}
