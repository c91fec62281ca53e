import { hasRole, type Actor, type Role } from "../../accounts/actor/actor";
import { whyNotSecond, type Signer } from "../../accounts/actor/signer.policy";
import { KNOWN_EVERYWHERE } from "../../house-rules/house-rules";
import type { Obstacle } from "../../platform/refusal";
import type { HouseRuleChange } from "./house-rule-change.entity";
import type { HouseRuleChangeStatus } from "./house-rule-change.types";

/** The role that proposes changes, and withdraws them. */
export const PROPOSERS = ["ADMIN"] as const satisfies readonly Role[];

/** The roles that decide on an administrator's proposal. */
export const DECIDERS = ["ADMIN", "LEAD_MODERATOR"] as const satisfies readonly Role[];

/** The roles that read what was not announced, and who it was. */
export const READERS = [...DECIDERS, "AUDITOR"] as const satisfies readonly Role[];

const HOUSE_RULE_CHANGE_ACTIONS = ["APPROVE", "DECLINE", "WITHDRAW"] as const;
export type HouseRuleChangeAction = (typeof HOUSE_RULE_CHANGE_ACTIONS)[number];

/** What could never be done to it as it is needs no button. */
export const actionsOpenTo = (actor: Actor, status: HouseRuleChangeStatus): HouseRuleChangeAction[] =>
  !hasRole(actor, ...DECIDERS)
    ? []
    : HOUSE_RULE_CHANGE_ACTIONS.filter((action) =>
        action === "WITHDRAW"
          ? hasRole(actor, ...PROPOSERS) && (status === "PROPOSED" || status === "ANNOUNCED")
          : status === "PROPOSED",
      );

type ChangeFacts = Pick<HouseRuleChange, "state" | "proposedById" | "endsAt" | "effectiveFrom">;

export const maySeeChange = (actor: Actor | null, { announcedAt }: Pick<HouseRuleChange, "announcedAt">): boolean =>
  announcedAt !== null || maySeeProposals(actor);

/** What is not announced, and who proposed and decided: the public reads in which role. */
export const maySeeProposals = (actor: Actor | null): boolean => hasRole(actor, ...READERS);

export const whyNotPropose = (actor: Actor): Obstacle | null =>
  hasRole(actor, ...PROPOSERS) ? null : { code: "FORBIDDEN", reason: "role" };

/** Asked by the commands under the lock of all changes, and by `HouseRuleChange.availableActions`. */
export function whyNot(
  action: HouseRuleChangeAction,
  actor: Actor,
  change: ChangeFacts,
  signer: Signer,
  now: number,
): Obstacle | null {
  if (action === "WITHDRAW") return whyNotWithdraw(actor, change, now);
  if (!hasRole(actor, ...DECIDERS)) return { code: "FORBIDDEN", reason: "role" };
  if (change.state !== "PROPOSED") return { code: "NOT_IN_THIS_STATE", reason: "houseRules.decided" };
  if (action === "DECLINE") return null;
  if (now >= change.endsAt) return { code: "TOO_LATE", reason: "houseRules.lapsed" };
  if (actor.accountId === change.proposedById)
    return { code: "SECOND_APPROVER_REQUIRED", reason: "houseRules.proposedByYou" };
  return whyNotSecond(signer, [change.proposedById], now);
}

/** One person is enough: what is in force stays, and everybody learns why. */
function whyNotWithdraw(actor: Actor, { state, effectiveFrom }: ChangeFacts, now: number): Obstacle | null {
  if (!hasRole(actor, ...PROPOSERS)) return { code: "FORBIDDEN", reason: "role" };
  if (state !== "PROPOSED" && state !== "ANNOUNCED") return { code: "NOT_IN_THIS_STATE", reason: "houseRules.decided" };
  return state === "ANNOUNCED" && now >= effectiveFrom - KNOWN_EVERYWHERE
    ? { code: "TOO_LATE", reason: "houseRules.inForce" }
    : null;
}
