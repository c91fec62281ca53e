import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { addressNow } from "../design/address";
import type { ComplaintStatus, QueueFilter, Severity } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";

export const TABS = ["open", "new", "soon", "overdue", "mine"] as const;
export type Tab = (typeof TABS)[number];

const HOUR = 3_600_000;

/** The end of the hour a day from now: a time that stays the same while the person pages through the list. */
const soon = (): string => new Date((Math.ceil(serverNow() / HOUR) + 24) * HOUR).toISOString();

const FILTER_OF: Record<Tab, () => QueueFilter> = {
  open: () => ({}),
  new: () => ({ status: "SUBMITTED" }),
  soon: () => ({ dueAt: { to: soon() } }),
  overdue: () => ({ overdue: true }),
  mine: () => ({ mine: true }),
};

/** The queue's filters in the address, so that a link shares the view. */
export function useQueueAddress() {
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((each) => each === params.get("view")) ?? "open";
  const key = params.toString();
  const filter = useMemo(() => readFilter(tab, new URLSearchParams(key)), [tab, key]);

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

  function hrefOf(to: Tab): string {
    const next = new URLSearchParams(params);
    next.delete("after");
    if (to === "open") next.delete("view");
    else next.set("view", to);
    return `?${next}`;
  }

  return { tab, params, filter, change, hrefOf };
}

function readFilter(tab: Tab, params: URLSearchParams): QueueFilter {
  const number = (name: string): number | undefined => {
    const value = Number(params.get(name));
    return params.has(name) && Number.isSafeInteger(value) ? value : undefined;
  };
  const escalated = params.get("escalated");
  return {
    ...(params.get("text") && { text: params.get("text") }),
    ...(params.get("status") && { status: params.get("status") as ComplaintStatus }),
    ...(params.get("severity") && { severity: params.get("severity") as Severity }),
    ...(params.get("queue") && { queue: params.get("queue") }),
    ...(params.get("category") && { category: params.get("category") }),
    ...(params.get("provider") && { providerId: params.get("provider") }),
    ...(params.get("assigned") && { assignedToMe: true }),
    ...(escalated && { escalated: escalated === "yes" }),
    ...(number("min") !== undefined && { minAmount: number("min") ?? null }),
    ...(number("max") !== undefined && { maxAmount: number("max") ?? null }),
    ...FILTER_OF[tab](),
  };
}
