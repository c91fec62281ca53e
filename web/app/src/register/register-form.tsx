import type { FormEvent, ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useDraftOf } from "../design/address";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ProviderFilter } from "./provider-filter";
import { writeAddress, type Wanted } from "./register-address";
import styles from "./register.module.css";

const text = defineText("registerForm", {
  en: {
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
  const label = useLabel();
  const [params] = useSearchParams();
  const [draft, change] = useDraftOf(wanted);
  const any = { value: "", label: say("any") };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onWant(draft);
  };

  return (
    <form role="search" className="stack" onSubmit={submit}>
      <div className={styles.filters}>
        <ProviderFilter id={draft.provider || null} onChoose={(id) => change({ provider: id ?? "" })} />
        <Select
          label={say("kind")}
          options={[
            any,
            ...valuesOf("RegisterEntryKind").map((value) => ({ value, label: label("RegisterEntryKind", value) })),
          ]}
          value={draft.kind}
          onChange={({ target }) => change({ kind: target.value as Wanted["kind"] })}
        />
        <Select
          label={say("outcome")}
          options={[
            any,
            ...valuesOf("RulingOutcome").map((value) => ({ value, label: label("RulingOutcome", value) })),
          ]}
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

const EVERYTHING: Wanted = { provider: "", kind: "", rule: "", outcome: "", from: "", to: "" };
