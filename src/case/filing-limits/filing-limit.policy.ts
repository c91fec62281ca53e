import { hasRole, isPerson, isThemself, type Actor } from "../../accounts/actor/actor";
import { conflictWith } from "../../accounts/actor/conflict.policy";
import { whyNotSecond, type Signer } from "../../accounts/actor/signer.policy";
import type { Obstacle } from "../../platform/refusal";
import type { FilingLimit } from "./filing-limit.entity";
import { filingLimitActions, type FilingLimitAction } from "./filing-limit-enums.types";
import { isContested, statusAt } from "./filing-limit.pure";

/** The person reads what was in force, never what was only proposed; also a person who is on the staff. */
export const maySee = (actor: Actor | null, { accountId, beganAt }: FilingLimit): boolean =>
  isPerson(actor, accountId) ? beganAt !== null : hasRole(actor, "LEAD_MODERATOR", "AUDITOR");

/** Who imposed, confirmed and decided is for those who oversee it. */
export const maySeeWho = (actor: Actor | null, { accountId }: FilingLimit): boolean =>
  !isPerson(actor, accountId) && hasRole(actor, "LEAD_MODERATOR", "AUDITOR");

/** What makes someone partial about a person: the providers the person complained of, and a recusal from the case at hand. */
export interface Partiality {
  accountId: string;
  against: readonly string[];
  recused: boolean;
}

/** A lead judges about a person only without a stake in any of the person's cases. Asked before imposing, and by all that follows. */
export function whyNotJudge(actor: Actor | null, { accountId, against, recused }: Partiality): Obstacle | null {
  if (!actor || !hasRole(actor, "LEAD_MODERATOR")) return { code: "FORBIDDEN", reason: "role" };
  if (isThemself(actor, accountId)) return { code: "CONFLICT_OF_INTEREST", reason: "filingLimit.own" };
  if (recused) return { code: "CONFLICT_OF_INTEREST", reason: "guard.recused" };
  for (const providerId of against) {
    const conflict = conflictWith(actor, providerId);
    if (conflict) return conflict;
  }
  return null;
}

/** What could never be done to it as it is needs no button. */
export function actionsOpenTo(actor: Actor, limit: FilingLimit, now: number): FilingLimitAction[] {
  const status = statusAt(limit, now);
  if (status !== "PROPOSED" && status !== "IN_FORCE") return [];
  if (isPerson(actor, limit.accountId)) return ["CONTEST"];
  if (!hasRole(actor, "LEAD_MODERATOR")) return [];
  return Object.values(filingLimitActions.actions).filter((action) => {
    if (action === "CONTEST") return false;
    if (action === "CONFIRM") return limit.status === "PROPOSED";
    return action !== "DECIDE_CONTEST" || isContested(limit);
  });
}

/** Asked by the commands under the account's lock, and by `FilingLimit.availableActions`. */
export function whyNot(
  action: FilingLimitAction,
  actor: Actor,
  limit: FilingLimit,
  partiality: Partiality,
  signer: Signer,
  now: number,
): Obstacle | null {
  if (action === "CONTEST") return whyNotContest(actor, limit, now);
  const status = statusAt(limit, now);
  const obstacle = whyNotJudge(actor, partiality);
  if (obstacle) return obstacle;
  switch (action) {
    case "LIFT":
      return status === "PROPOSED" || status === "IN_FORCE" ? null : OVER;
    case "CONFIRM":
      if (status !== "PROPOSED") return { code: "NOT_IN_THIS_STATE", reason: "filingLimit.notProposed" };
      if (actor.accountId === limit.imposedById)
        return { code: "SECOND_APPROVER_REQUIRED", reason: "filingLimit.proposedByYou" };
      return whyNotSecond(signer, [limit.imposedById], now);
    case "DECIDE_CONTEST": {
      if (status !== "IN_FORCE") return OVER;
      if (!isContested(limit)) return { code: "NOT_IN_THIS_STATE", reason: "filingLimit.notContested" };
      const first = [limit.imposedById, limit.confirmedById];
      if (first.includes(actor.accountId)) return { code: "CONFLICT_OF_INTEREST", reason: "filingLimit.ownDecision" };
      return whyNotSecond(signer, first, now);
    }
  }
}

const OVER: Obstacle = { code: "NOT_IN_THIS_STATE", reason: "filingLimit.over" };

function whyNotContest(actor: Actor, limit: FilingLimit, now: number): Obstacle | null {
  if (!isPerson(actor, limit.accountId)) return { code: "FORBIDDEN", reason: "notYours" };
  if (limit.contestedAt !== null) return { code: "LIMIT_REACHED", reason: "filingLimit.contestedBefore" };
  return statusAt(limit, now) === "IN_FORCE" ? null : OVER;
}
