import { useState, type FormEvent, type ReactNode } from "react";
import type { DossierReader, DossierRedactionInput, Locale } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { later } from "../design/later";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { useLanguage, useText } from "../text/language";
import { useOptions } from "../text/labels";
import { useCase } from "./case-context";
import { ExportDossierDocument } from "./dossiers.generated";
import { dossiersText } from "./outside.text";

const Withholding = later(() => import("./withholding"));

/** The reader, the purpose, and what is to be left out. */
export function DossierOrder({ onOrdered }: { onOrdered: () => void }): ReactNode {
  const say = useText(dossiersText);
  const optionsOf = useOptions();
  const language = useLanguage();
  const { complaint } = useCase();
  const { act, busy, refusal } = useAct(ExportDossierDocument);
  const [reader, setReader] = useState<DossierReader | undefined>(complaint.dossierReaders[0]);
  const [locale, setLocale] = useState<Locale>(language === "en" ? "EN" : "ZH_CN");
  const kept = useKept(`dossier of ${complaint.id}`, "", "");
  const purpose = kept.value;
  const [choosing, setChoosing] = useState(false);
  const [withheld, setWithheld] = useState<ReadonlySet<string>>(new Set());

  async function order(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!reader) return;
    const redactions = redactionsOf(withheld);
    const input = { complaintId: complaint.id, reader, locale, redactions, ...(purpose && { purpose }) };
    if (!(await act(input))) return;
    kept.forget();
    onOrdered();
  }

  function toggle(key: string): void {
    const next = new Set(withheld);
    if (!next.delete(key)) next.add(key);
    setWithheld(next);
  }

  return (
    <form className="stack" onSubmit={(event) => void order(event)}>
      <div className="beside">
        <Select
          label={say("reader")}
          value={reader}
          error={refusal?.at("reader")}
          options={optionsOf("DossierReader", complaint.dossierReaders)}
          onChange={({ target }) => setReader(target.value as DossierReader)}
        />
        <Select
          label={say("locale")}
          value={locale}
          options={optionsOf("Locale")}
          onChange={({ target }) => setLocale(target.value as Locale)}
        />
      </div>
      <TextInput
        label={say("purpose")}
        value={purpose}
        error={refusal?.at("purpose")}
        onChange={({ target }) => kept.change(target.value)}
      />
      <details onToggle={({ currentTarget }) => setChoosing(currentTarget.open)}>
        <summary>{say("withhold")}</summary>
        {choosing && <Withholding withheld={withheld} onToggle={toggle} />}
      </details>
      {!refusal?.at("reader") && !refusal?.at("purpose") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" busy={busy}>
          {say("make")}
        </Button>
      </div>
    </form>
  );
}

function redactionsOf(keys: ReadonlySet<string>): DossierRedactionInput[] {
  const fields = new Map<string, string[]>();
  for (const key of keys) {
    const [id = "", field] = key.split("#");
    fields.set(id, [...(fields.get(id) ?? []), ...(field ? [field] : [])]);
  }
  return [...fields].map(([id, names]) => ({ id, ...(names.length > 0 && { fields: names }) }));
}
