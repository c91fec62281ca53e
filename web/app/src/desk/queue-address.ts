import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { addressNow } from "../design/address";
import { MAIN_CURRENCY } from "../text/currencies";
import type { QueueFilter, QueueViewFilter } from "../api/schema.generated";

/** How a filter is written in the address. */
const TEXTS = {
  text: "text",
  status: "status",
  severity: "severity",
  severityAtLeast: "atLeast",
  queue: "queue",
  category: "category",
  currency: "currency",
  providerId: "provider",
  assignedToId: "assignee",
} as const;
const NUMBERS = { minAmount: "min", maxAmount: "max" } as const;
const FLAGS = {
  mine: "held",
  assignedToMe: "assigned",
  withMe: "mine",
  unassigned: "unassigned",
  overdue: "overdue",
  dueToday: "today",
} as const;

/** What a view can keep: all that the page filters by. */
export type Kept = Pick<QueueFilter, keyof typeof TEXTS | keyof typeof NUMBERS | keyof typeof FLAGS | "escalated">;

/** The queue's filters in the address, so that a link shares the view. */
export function useQueueAddress() {
  const [params, setParams] = useSearchParams();
  const key = params.toString();
  const filter = useMemo(() => readFilter(new URLSearchParams(key)), [key]);

  /** An empty value removes the filter; the list starts from the beginning. */
  function change(changes: Record<string, string | null>): void {
    const next = addressNow();
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    next.delete("after");
    setParams(next, { replace: true });
  }

  return { params, filter, change };
}

export function readFilter(params: URLSearchParams): Kept {
  const read = <Name extends string>(names: Record<Name, string>, of: (value: string) => unknown) =>
    Object.entries<string>(names).flatMap(([name, param]) => {
      const value = params.get(param);
      const known = value ? of(value) : undefined;
      return known === undefined ? [] : [[name, known] as const];
    });
  const escalated = params.get("escalated");
  const amounts = read(NUMBERS, (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : undefined));
  return Object.fromEntries([
    // An amount is one of a currency.
    ...(amounts.length > 0 ? [["currency", MAIN_CURRENCY] as const] : []),
    ...read(TEXTS, (value) => value),
    ...amounts,
    ...read(FLAGS, (value) => value === "yes" || undefined),
    ...(escalated ? [["escalated", escalated === "yes"] as const] : []),
  ]) as Kept;
}

/** The address of the queue as a filter shows it: the same for the same filter. */
export function addressOf(filter: Kept | QueueViewFilter): string {
  const params = new URLSearchParams();
  const write = <Name extends string>(names: Record<Name, string>, of: (value: unknown) => string | null): void => {
    for (const [name, param] of Object.entries<string>(names)) {
      const value = of((filter as Record<string, unknown>)[name]);
      if (value !== null) params.set(param, value);
    }
  };
  write(TEXTS, (value) => (typeof value === "string" && value !== "" ? value : null));
  write(NUMBERS, (value) => (typeof value === "number" ? String(value) : null));
  write(FLAGS, (value) => (value === true ? "yes" : null));
  if (typeof filter.escalated === "boolean") params.set("escalated", filter.escalated ? "yes" : "no");
  return params.toString();
}
