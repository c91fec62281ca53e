import type { FormEvent, ReactNode } from "react";
import type { Scope } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Checkboxes, TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { CreateApiClientDocument, UpdateApiClientDocument, type ApiClientShownFragment } from "./api-clients.generated";
import { SCOPES_OF, scopeText } from "./scopes";

const text = defineText("apiClientForm", {
  en: {
    name: "Name",
    nameHint: "After the system that it connects. In cases both sides read it.",
    scopes: "What it may do",
    scopesHint: "No more than it needs; this can be changed later.",
    addresses: "Addresses its keys are accepted from",
    addressesHint: "One a line, e.g. 203.0.113.7 or 198.51.100.0/24. Empty: from anywhere.",
    save: "Save",
  },
  zh: {
    name: "名称",
    nameHint: "以所连接的系统命名。案件双方均可看到。",
    scopes: "权限",
    scopesHint: "仅授予所需的权限，之后可以更改。",
    addresses: "允许使用密钥的地址",
    addressesHint: "每行一个，如 203.0.113.7 或 198.51.100.0/24。留空则不限制。",
    save: "保存",
  },
});

interface Props {
  providerId: string | null;
  /** Null: a new one. */
  client: ApiClientShownFragment | null;
  onDone: () => void;
}

export function ClientForm({ providerId, client, onDone }: Props): ReactNode {
  const say = useText(text);
  const sayScope = useText(scopeText);
  const create = useAct(CreateApiClientDocument);
  const update = useAct(UpdateApiClientDocument);
  const { busy, refusal } = client ? update : create;
  const now = {
    ...{ name: client?.name ?? "", scopes: (client?.scopes ?? []) as readonly string[] },
    addresses: client?.addresses.join("\n") ?? "",
  };
  const kept = useKept(`API client ${client?.id ?? providerId ?? ""}`, JSON.stringify(now), now);
  const { name, scopes, addresses } = kept.value;
  // Of each line there may be one.
  const problem = refusal?.problems.find(({ field }) => field?.startsWith("input.addresses"))?.message;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const lines = addresses.split("\n").flatMap((line) => line.trim() || []);
    const given = { name, scopes: scopes as Scope[], addresses: lines };
    const done = client
      ? await update.act({ apiClientId: client.id, ...given })
      : await create.act({ providerId, ...given });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <TextInput
        label={say("name")}
        hint={say("nameHint")}
        value={name}
        required
        maxLength={120}
        autoComplete="off"
        error={refusal?.at("name")}
        onChange={({ target }) => kept.patch({ name: target.value })}
      />
      <Checkboxes
        legend={say("scopes")}
        hint={say("scopesHint")}
        error={refusal?.at("scopes")}
        options={SCOPES_OF[providerId === null ? "PLATFORM" : "PROVIDER"].map((value) => ({
          value,
          label: sayScope(value),
        }))}
        chosen={scopes}
        onChosen={(chosen) => kept.patch({ scopes: chosen })}
      />
      <TextArea
        label={say("addresses")}
        hint={say("addressesHint")}
        value={addresses}
        rows={3}
        error={problem}
        onChange={({ target }) => kept.patch({ addresses: target.value })}
      />
      <Unsaved kept={kept} />
      <Refused refusal={refusal?.at("name") || refusal?.at("scopes") || problem ? null : refusal} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("save")}
        </Button>
      </div>
    </form>
  );
}
