import { useRef, type FormEvent, type ReactNode } from "react";
import type { CannedTextOwner, Locale } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Field, Select, TextInput } from "../../design/field";
import { Refused } from "../../design/refused";
import { Unsaved } from "../../shell/unsaved";
import { useKept } from "../../shell/use-kept";
import { useViewer } from "../../shell/viewer";
import { useOptions } from "../../text/labels";
import { useLanguage, useText } from "../../text/language";
import { CreateCannedTextDocument, UpdateCannedTextDocument, type CannedTextShownFragment } from "./texts.generated";
import { textsText } from "./texts.text";
import { VARIABLES } from "./variables";

interface Written {
  name: string;
  text: string;
  ruleCode: string;
  language: Locale;
  owner: CannedTextOwner;
}

interface Props {
  /** null: a new one. */
  text: CannedTextShownFragment | null;
  onDone: () => void;
  onClose: () => void;
}

export function TextForm({ text, onDone, onClose }: Props): ReactNode {
  const say = useText(textsText);
  const optionsOf = useOptions();
  const here: Locale = useLanguage() === "en" ? "EN" : "ZH_CN";
  const leads = useViewer()?.roles?.includes("LEAD_MODERATOR") ?? false;
  const area = useRef<HTMLTextAreaElement>(null);
  const now: Written = {
    name: text?.name ?? "",
    text: text?.text ?? "",
    ruleCode: text?.ruleCode ?? "",
    language: text?.language ?? here,
    owner: text?.owner ?? "MINE",
  };
  const kept = useKept(`canned text ${text?.id ?? ""}`, text ? JSON.stringify(now) : "", now);
  const { owner, ...value } = kept.value;
  const create = useAct(CreateCannedTextDocument);
  const update = useAct(UpdateCannedTextDocument);
  const { busy, refusal } = text ? update : create;
  const at = (field: string): string | undefined => refusal?.at(field);
  const placed = ["name", "text", "ruleCode"].some(at);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const content = { ...value, ruleCode: value.ruleCode.trim() || null };
    const done = text
      ? await update.act({ ...content, cannedTextId: text.id })
      : await create.act({ ...content, owner });
    if (!done) return;
    kept.forget();
    onDone();
  }

  /** Where the cursor stands. */
  function insert(variable: string): void {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = area.current ?? {};
    kept.patch({ text: `${value.text.slice(0, from)}{{${variable}}}${value.text.slice(to)}` });
    area.current?.focus();
  }

  return (
    <Dialog title={text ? text.name : say("new")} wide onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <TextInput
          label={say("name")}
          required
          maxLength={60}
          value={value.name}
          error={at("name")}
          onChange={({ target }) => kept.patch({ name: target.value })}
        />
        <Field label={say("text")} error={at("text")}>
          {(wiring) => (
            <textarea
              {...wiring}
              ref={area}
              required
              rows={5}
              maxLength={4_000}
              value={value.text}
              onChange={({ target }) => kept.patch({ text: target.value })}
            />
          )}
        </Field>
        <div className="row" role="group" aria-label={say("variables")}>
          <span className="small muted">{say("variables")}</span>
          {VARIABLES.map((name) => (
            <Button key={name} kind="quiet" title={say(`of_${name}`)} onClick={() => insert(name)}>
              <span className="mono">{`{{${name}}}`}</span>
            </Button>
          ))}
        </div>
        <div className="grid">
          <TextInput
            label={say("rule")}
            hint={say("ruleHint")}
            maxLength={40}
            value={value.ruleCode}
            error={at("ruleCode")}
            onChange={({ target }) => kept.patch({ ruleCode: target.value })}
          />
          <Select
            label={say("language")}
            value={value.language}
            options={optionsOf("Locale")}
            onChange={({ target }) => kept.patch({ language: target.value as Locale })}
          />
          {!text && leads && (
            <Select
              label={say("owner")}
              value={owner}
              options={(["MINE", "TEAM"] as const).map((each) => ({ value: each, label: say(each) }))}
              onChange={({ target }) => kept.patch({ owner: target.value as CannedTextOwner })}
            />
          )}
        </div>
        <Unsaved kept={kept} />
        {!placed && <Refused refusal={refusal} />}
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
