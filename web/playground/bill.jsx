import { useSyncExternalStore } from "react";
import { t } from "./text";

let bill = null;
const listeners = new Set();

/** What the last answer cost, from its headers. */
export function noteBill(headers) {
  const [cost, left, budget] = ["x-request-cost", "ratelimit-remaining", "ratelimit-limit"].map((name) =>
    headers.get(name),
  );
  if (cost === null) return;
  bill = { cost: Number(cost), left: Number(left), budget: Number(budget) };
  for (const listener of listeners) listener();
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Bill() {
  const last = useSyncExternalStore(subscribe, () => bill);
  return <p className="bill">{last ? t.bill(last) : t.noBill}</p>;
}
