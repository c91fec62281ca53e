import { useState, type ReactNode, type Ref } from "react";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { CommittedInput } from "../design/committed-input";
import { Select } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { CategoryInput } from "../market/category-input";
import { useIsOpen } from "../shell/viewer";
import { CURRENCY_OPTIONS, MAIN_CURRENCY } from "../text/currencies";
import { useOptions } from "../text/labels";
import { useQueueName } from "../text/categories";
import { defineText, useText } from "../text/language";
import { DeskChoicesDocument } from "./desk.generated";
import styles from "./desk.module.css";
import { AssigneeFilter } from "./assignee-filter";
import { ProviderFilter } from "./provider-filter";

const text = defineText("deskFilters", {
  en: {
    filters: "Filters",
    text: "Number or words",
    status: "State",
    severity: "Severity",
    queue: "Queue",
    category: "Category",
    currency: "Currency",
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
    text: "编号或关键词",
    status: "状态",
    severity: "严重程度",
    queue: "队列",
    category: "类目",
    currency: "币种",
    min: "涉案金额从",
    max: "至",
    escalated: "待主管处理",
    assigned: "分派给",
    any: "不限",
    yes: "是",
    no: "否",
    me: "我",
    clear: "清除筛选",
  },
});

const FOLDED = [
  "status",
  "severity",
  "queue",
  "category",
  "provider",
  "currency",
  "min",
  "max",
  "escalated",
  "assigned",
  "assignee",
];
/** What only views set. */
const OF_VIEWS = ["atLeast", "held", "mine", "unassigned", "overdue", "today"];
const NAMES = ["text", ...FOLDED, ...OF_VIEWS];

interface Props {
  ref: Ref<HTMLFormElement>;
  params: URLSearchParams;
  onChange: (changes: Record<string, string | null>) => void;
}

export function QueueFilters({ ref, params, onChange }: Props): ReactNode {
  const say = useText(text);
  const assigns = useIsOpen("moderators");
  const queueName = useQueueName();
  const optionsOf = useOptions();
  // What cannot be read as an amount is no filter, and goes with them.
  const [cleared, setCleared] = useState(0);
  const choices = useRead(DeskChoicesDocument, {});
  const queues = [...new Set(choices.data?.routingRules.map(({ queue }) => queue) ?? [])];
  const any = { value: "", label: say("any") };
  const selects = [
    {
      name: "status",
      options: optionsOf("ComplaintStatus"),
    },
    { name: "severity", options: optionsOf("Severity") },
    { name: "queue", options: queues.map((value) => ({ value, label: queueName(value) })) },
    { name: "escalated", options: (["yes", "no"] as const).map((value) => ({ value, label: say(value) })) },
    { name: "assigned", options: [{ value: "yes", label: say("me") }] },
  ] as const;
  const amounts = ["min", "max"] as const;
  const currency = params.get("currency") ?? MAIN_CURRENCY;
  const folded = FOLDED.filter((name) => params.has(name)).length;
  return (
    <form ref={ref} className="stack-tight" aria-label={say("filters")} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.find}>
        <CommittedInput
          label={say("text")}
          labelHidden
          placeholder={say("text")}
          type="search"
          value={params.get("text") ?? ""}
          onCommit={(value) => onChange({ text: value })}
        />
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
      </div>
      <details open={folded > 0 || undefined}>
        <summary className={styles.more}>
          {say("filters")} {folded > 0 && <span className="count">{folded}</span>}
        </summary>
        <div className={styles.filters}>
          {selects.map(({ name, options }) => (
            <Select
              key={name}
              label={say(name)}
              options={[any, ...options]}
              value={params.get(name) ?? ""}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          ))}
          {assigns && <AssigneeFilter id={params.get("assignee")} onChoose={(id) => onChange({ assignee: id })} />}
          <ProviderFilter id={params.get("provider")} onChoose={(id) => onChange({ provider: id })} />
          <CommittedInput
            label={say("category")}
            value={params.get("category") ?? ""}
            onCommit={(value) => onChange({ category: value })}
            input={CategoryInput}
          />
          <Select
            label={say("currency")}
            options={[any, ...CURRENCY_OPTIONS]}
            value={params.get("currency") ?? (amounts.some((name) => params.has(name)) ? MAIN_CURRENCY : "")}
            // So many smallest units of one currency are another sum in another.
            onChange={({ target }) => onChange({ currency: target.value, min: null, max: null })}
          />
          {amounts.map((name) => (
            <MoneyInput
              key={`${name} ${currency} ${cleared}`}
              label={say(name)}
              currency={currency}
              amount={params.has(name) ? Number(params.get(name)) : null}
              onAmount={(amount) => onChange({ [name]: amount === null ? null : String(amount) })}
            />
          ))}
        </div>
      </details>
    </form>
  );
}
