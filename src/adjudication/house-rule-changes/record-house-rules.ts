import { holdersOf, overseers } from "../../accounts/roles/overseers.queries";
import type { Author } from "../../accounts/account/record-on-account";
import { STAFF_ROLES } from "../../accounts/actor/staff-roles.table";
import { HOUSE_RULES_TOPIC } from "../../house-rules/house-rules";
import type { Events } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import type { HouseRuleRecord } from "./house-rule-change-events";
import type { HouseRuleChange } from "./house-rule-change.entity";
import type { HouseRuleHead } from "./house-rule-head.entity";

/** Told to those who oversee the platform's rules, and what the public learns to everyone who works by them; never to whoever did it. */
export async function recordHouseRules<T extends HouseRuleRecord>(
  tx: Tx,
  head: HouseRuleHead,
  type: T,
  author: Author,
  { id, differences, effectiveFrom, urgent, announcedAt }: HouseRuleChange,
): Promise<void> {
  const notified = new Set(await (announcedAt === null ? overseers(tx) : holdersOf(tx, STAFF_ROLES)));
  notified.delete(author.actorId ?? "");
  const of = { changeId: id, codes: differences.map(({ code }) => code).join(" "), effectiveFrom };
  const data = type === "HOUSE_RULES_PROPOSED" ? { ...of, urgent: urgent ? "YES" : "NO" } : of;
  tx.record(head, {
    type,
    ...author,
    topics: [HOUSE_RULES_TOPIC],
    audience: announcedAt === null ? "STAFF" : "PUBLIC",
    data: data as Events[T],
    notify: [...notified],
  });
}
