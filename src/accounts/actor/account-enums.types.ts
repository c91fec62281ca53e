import { registerEnumType } from "type-graphql";
import type { Role } from "./actor";
import type { Locale as LocaleTag } from "../../platform/identity/actor";
import { defineActions } from "../../platform/graphql/available-action";
import { defineEnum } from "../../platform/graphql/enum";

/** The roles an account itself can hold. PROVIDER_OWNER and PROVIDER_STAFF follow from memberships, INTEGRATION from being an API client; none is granted here. */
export type AccountRole = Exclude<Role, "PROVIDER_OWNER" | "PROVIDER_STAFF" | "INTEGRATION">;
export const AccountRole = defineEnum<AccountRole>(
  "Role",
  "What an account may do on the platform. Acting for a provider is not a role but a membership.",
  {
    CONSUMER: "Buys services, reviews them, complains about broken promises.",
    MODERATOR: "Works on cases: admissibility, evidence, rulings within a moderator's authority.",
    LEAD_MODERATOR: "Also approves grave penalties, stays cases and decides appeals; never on a ruling of their own.",
    INSPECTOR: "Vets providers and patrols the market.",
    FINANCE: "Confirms or rejects claimed payments, and pays out; sees no cases.",
    TRAINER: "Maintains the courses and guides.",
    AUDITOR: "Reads everything, the access log too; changes nothing.",
    ADMIN: "Maintains rules, policies and accounts; cannot rule on a case.",
  },
);

export type AccountStatus = keyof typeof AccountStatus;
export const AccountStatus = defineEnum("AccountStatus", "Whether a person can use their account.", {
  ACTIVE: "Can sign in.",
  SUSPENDED: "Cannot sign in until an administrator reinstates the account.",
  DEPROVISIONED: "Cannot sign in until the platform's directory of people, which withdrew the account, gives it back.",
  CLOSED: "Closed for good.",
});

export const accountActions = defineActions("Account", "someone else's account, by an administrator", {
  SET_ROLES: "setAccountRoles",
  SUSPEND: "suspendAccount",
  REINSTATE: "reinstateAccount",
});
export type AccountAction = keyof typeof accountActions.actions;

// Language tags have a hyphen, which GraphQL names cannot: the one enum whose keys differ from its values.
export const AccountLocale: Record<string, LocaleTag> = { EN: "en", ZH_CN: "zh-CN" };
registerEnumType(AccountLocale, {
  name: "Locale",
  description: "A language the platform speaks.",
  valuesConfig: { EN: { description: "English (tag `en`)." }, ZH_CN: { description: "Simplified Chinese (`zh-CN`)." } },
});
