import type { Actor } from "../../accounts/actor/actor";
import { otherOverseers } from "../../accounts/roles/overseers.queries";
import type { CalendarDay } from "../../house-rules/calendar-day.entity";
import { HOUSE_RULES_TOPIC } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { HouseRuleHead, THE_HOUSE_RULES } from "./house-rule-head.entity";

/** One person is enough to set a day, since clocks that run keep their times; whoever oversees the rules is told of it. */
export async function recordCalendarDay(
  tx: Tx,
  { accountId }: Pick<Actor, "accountId">,
  { date, working, effectiveFrom }: CalendarDay,
): Promise<void> {
  const head = await tx.lock(HouseRuleHead, THE_HOUSE_RULES);
  if (!head) throw new Error("the house rules have no head: the migrations did not run");
  tx.record(head, {
    type: "CALENDAR_DAY_SET",
    actorId: accountId,
    actorRole: "ADMIN",
    topics: [HOUSE_RULES_TOPIC],
    audience: "PUBLIC",
    data: { date, working: Number(working), effectiveFrom },
    notify: await otherOverseers(tx, accountId),
  });
}
