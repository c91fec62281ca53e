import { useDeferredValue, useId, useState, type FormEvent, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useClient } from "urql";
import { useRead } from "../api/use-read";
import { useDraftOf } from "../design/address";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { useOptions } from "../text/labels";
import { defineText, useText } from "../text/language";
import { writeAddress, type Wanted } from "./register-address";
import { ProvidersOnRecordDocument, RegisterFilterNamesDocument } from "./register.generated";
import styles from "./register.module.css";

const text = defineText("registerForm", {
  en: {
    provider: "Provider",
    unfound: "None, or several, have this name: type it out.",
    kind: "Kind of entry",
    outcome: "Outcome",
    rule: "Rule",
    ruleHint: "Such as PRICE-1",
    from: "Entered from",
    to: "to",
    any: "All",
    apply: "Filter",
    clear: "Show everything",
  },
  zh: {
    provider: "服务商",
    unfound: "没有或不止一个服务商符合：请填写全称。",
    kind: "条目类型",
    outcome: "处理结果",
    rule: "规则",
    ruleHint: "例如 PRICE-1",
    from: "登记日期从",
    to: "到",
    any: "全部",
    apply: "筛选",
    clear: "查看全部",
  },
});

export function RegisterForm({ wanted, onWant }: { wanted: Wanted; onWant: (wanted: Wanted) => void }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [params] = useSearchParams();
  const [draft, change] = useDraftOf(wanted);
  const any = { value: "", label: say("any") };

  const client = useClient();
  const [typed, setTyped] = useState<string | null>(null);
  const [unfound, setUnfound] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const provider = typed === null ? draft.provider : await called(typed.trim());
    setUnfound(provider === undefined);
    if (provider === undefined) return;
    setTyped(null);
    onWant({ ...draft, provider });
  }

  async function called(name: string): Promise<string | undefined> {
    if (name === "") return "";
    const { data } = await client.query(ProvidersOnRecordDocument, { text: name }).toPromise();
    const found = data?.providers.nodes ?? [];
    const exact = found.filter(({ legalName }) => legalName === name);
    const [one, ...more] = exact.length > 0 ? exact : found;
    return more.length === 0 ? one?.id : undefined;
  }

  return (
    <form role="search" className="stack" onSubmit={(event) => void submit(event)}>
      <div className={styles.filters}>
        <ProviderName
          id={draft.provider}
          typed={typed}
          error={unfound ? say("unfound") : undefined}
          onType={setTyped}
        />
        <Select
          label={say("kind")}
          options={[any, ...optionsOf("RegisterEntryKind")]}
          value={draft.kind}
          onChange={({ target }) => change({ kind: target.value as Wanted["kind"] })}
        />
        <Select
          label={say("outcome")}
          options={[any, ...optionsOf("RulingOutcome")]}
          value={draft.outcome}
          onChange={({ target }) => change({ outcome: target.value as Wanted["outcome"] })}
        />
        <TextInput
          label={say("rule")}
          hint={say("ruleHint")}
          value={draft.rule}
          onChange={({ target }) => change({ rule: target.value })}
        />
        <TextInput
          label={say("from")}
          type="date"
          value={draft.from}
          onChange={({ target }) => change({ from: target.value })}
        />
        <TextInput
          label={say("to")}
          type="date"
          value={draft.to}
          onChange={({ target }) => change({ to: target.value })}
        />
        <div className="row">
          <Button type="submit">{say("apply")}</Button>
          {writeAddress(wanted, null).size > 0 && (
            <Link to={`?${writeAddress({ ...EVERYTHING }, params.get("asOf"))}`}>{say("clear")}</Link>
          )}
        </div>
      </div>
    </form>
  );
}

/** By its name, of which the browser offers those that begin so; also of one that sells no longer. */
function ProviderName({
  id,
  typed,
  onType,
  error,
}: {
  id: string;
  typed: string | null;
  onType: (typed: string) => void;
  error?: string | undefined;
}): ReactNode {
  const say = useText(text);
  const list = useId();
  const asked = useDeferredValue(typed?.trim() ?? "");
  const chosen = useRead(RegisterFilterNamesDocument, { providerId: id }, { pause: id === "" });
  const found = useRead(ProvidersOnRecordDocument, { text: asked }, { pause: asked === "" });
  return (
    <>
      <TextInput
        label={say("provider")}
        list={list}
        autoComplete="off"
        value={typed ?? (id && chosen.data?.provider?.legalName) ?? ""}
        error={error}
        onChange={({ target }) => onType(target.value)}
      />
      <datalist id={list}>
        {asked !== "" && found.data?.providers.nodes.map((one) => <option key={one.id} value={one.legalName} />)}
      </datalist>
    </>
  );
}

const EVERYTHING: Wanted = { provider: "", kind: "", rule: "", outcome: "", from: "", to: "" };
