import { registerEnumType } from "type-graphql";
import type { Role } from "./actor";
import type { Locale as LocaleTag } from "../platform/identity/actor";

/** The roles an account itself can hold. PROVIDER_OWNER and PROVIDER_STAFF follow from memberships and are never given here. */
export type AccountRole = Exclude<Role, "PROVIDER_OWNER" | "PROVIDER_STAFF">;
export const AccountRole: { [K in AccountRole]: K } = {
  CONSUMER: "CONSUMER",
  MODERATOR: "MODERATOR",
  LEAD_MODERATOR: "LEAD_MODERATOR",
  INSPECTOR: "INSPECTOR",
  FINANCE: "FINANCE",
  TRAINER: "TRAINER",
  AUDITOR: "AUDITOR",
  ADMIN: "ADMIN",
};
registerEnumType(AccountRole, {
  name: "Role",
  description: "What an account may do on the platform. Acting for a provider is not a role but a membership.",
  valuesConfig: {
    CONSUMER: { description: "Buys services, reviews them, complains about broken promises." },
    MODERATOR: { description: "Works on cases: admissibility, evidence, rulings within a moderator's authority." },
    LEAD_MODERATOR: {
      description: "Also approves grave measures, stays cases and decides appeals; never on a ruling of their own.",
    },
    INSPECTOR: { description: "Vets providers and patrols the market." },
    FINANCE: {
      description: "Confirms or rejects what is said to have been paid, and pays out; sees no case.",
    },
    TRAINER: { description: "Keeps the courses and guides." },
    AUDITOR: { description: "Reads everything, the access log too; changes nothing." },
    ADMIN: { description: "Keeps rules, policies and accounts; cannot rule on a case." },
  },
});

export type AccountStatus = "ACTIVE" | "SUSPENDED" | "CLOSED";
export const AccountStatus: { [K in AccountStatus]: K } = {
  ACTIVE: "ACTIVE",
  SUSPENDED: "SUSPENDED",
  CLOSED: "CLOSED",
};
registerEnumType(AccountStatus, {
  name: "AccountStatus",
  description: "Whether a person can use their account.",
  valuesConfig: {
    ACTIVE: { description: "Can sign in." },
    SUSPENDED: { description: "Cannot sign in until an administrator reinstates the account." },
    CLOSED: { description: "Closed for good." },
  },
});

export const AccountAction = { SET_ROLES: "SET_ROLES", SUSPEND: "SUSPEND", REINSTATE: "REINSTATE" } as const;
export type AccountAction = keyof typeof AccountAction;
registerEnumType(AccountAction, {
  name: "AccountAction",
  description: "What an administrator may do about somebody's account.",
  valuesConfig: {
    SET_ROLES: { description: "Mutation `setAccountRoles`." },
    SUSPEND: { description: "Mutation `suspendAccount`." },
    REINSTATE: { description: "Mutation `reinstateAccount`." },
  },
});

// Language tags have a hyphen, which GraphQL names cannot: the one enum whose keys differ from its values.
export const AccountLocale: Record<string, LocaleTag> = { EN: "en", ZH_CN: "zh-CN" };
registerEnumType(AccountLocale, {
  name: "Locale",
  description: "A language the platform speaks.",
  valuesConfig: { EN: { description: "English (`en`)." }, ZH_CN: { description: "Simplified Chinese (`zh-CN`)." } },
});
