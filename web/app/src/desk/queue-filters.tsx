import { useState, type ReactNode, type Ref } from "react";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Select } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { CategoryInput } from "../market/category-input";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { DeskChoicesDocument } from "./desk.generated";
import styles from "./desk.module.css";
import { ProviderFilter } from "./provider-filter";

const text = defineText("deskFilters", {
  en: {
    filters: "Filters",
    status: "State",
    severity: "Severity",
    queue: "Queue",
    category: "Category",
    min: "At stake from",
    max: "to",
    escalated: "For a lead",
    assigned: "Assigned to",
    any: "any",
    yes: "yes",
    no: "no",
    me: "me",
    clear: "No filters",
  },
  zh: {
    filters: "筛选",
    status: "状态",
    severity: "严重程度",
    queue: "队列",
    category: "类目",
    min: "涉案金额从",
    max: "至",
    escalated: "待主管处理",
    assigned: "承办人",
    any: "不限",
    yes: "是",
    no: "否",
    me: "我",
    clear: "清除筛选",
  },
});

const NAMES = ["status", "severity", "queue", "category", "provider", "min", "max", "escalated", "assigned"];

interface Props {
  ref: Ref<HTMLFormElement>;
  params: URLSearchParams;
  onChange: (changes: Record<string, string | null>) => void;
}

export function QueueFilters({ ref, params, onChange }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  // The input keeps the amount as typed: it is reset with the filters.
  const [cleared, setCleared] = useState(0);
  const choices = useRead(DeskChoicesDocument, {});
  const queues = [...new Set(choices.data?.routingRules.map(({ queue }) => queue) ?? [])];
  const any = { value: "", label: say("any") };
  const selects = [
    {
      name: "status",
      options: valuesOf("ComplaintStatus").map((value) => ({ value, label: label("ComplaintStatus", value) })),
    },
    { name: "severity", options: valuesOf("Severity").map((value) => ({ value, label: label("Severity", value) })) },
    { name: "queue", options: queues.map((value) => ({ value, label: value })) },
    { name: "escalated", options: (["yes", "no"] as const).map((value) => ({ value, label: say(value) })) },
    { name: "assigned", options: [{ value: "me", label: say("me") }] },
  ] as const;
  const amounts = ["min", "max"] as const;
  return (
    <form ref={ref} className={styles.filters} aria-label={say("filters")} onSubmit={(event) => event.preventDefault()}>
      {selects.map(({ name, options }) => (
        <Select
          key={name}
          label={say(name)}
          options={[any, ...options]}
          value={params.get(name) ?? ""}
          onChange={({ target }) => onChange({ [name]: target.value })}
        />
      ))}
      <ProviderFilter id={params.get("provider")} onChoose={(id) => onChange({ provider: id })} />
      <Committed
        label={say("category")}
        value={params.get("category") ?? ""}
        onCommit={(value) => onChange({ category: value })}
      />
      {amounts.map((name) => (
        <MoneyInput
          key={`${name} ${cleared}`}
          label={say(name)}
          currency="CNY"
          amount={params.has(name) ? Number(params.get(name)) : null}
          onAmount={(amount) => onChange({ [name]: amount === null ? null : String(amount) })}
        />
      ))}
      {NAMES.some((name) => params.has(name)) && (
        <Button
          kind="quiet"
          onClick={() => {
            onChange(Object.fromEntries(NAMES.map((name) => [name, null])));
            setCleared(cleared + 1);
          }}
        >
          {say("clear")}
        </Button>
      )}
    </form>
  );
}

/** Applied when the person has finished typing, not at each letter. */
function Committed({
  label,
  value,
  onCommit,
}: {
  label: string;
  value: string;
  onCommit: (value: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed !== null && typed.trim() !== value) onCommit(typed.trim());
    setTyped(null);
  };
  return (
    <CategoryInput
      label={label}
      value={typed ?? value}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === "Enter" && commit()}
    />
  );
}
