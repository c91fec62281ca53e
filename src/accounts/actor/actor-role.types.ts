import type { ActorRole as Role } from "../../platform/database/event";
import { defineEnum } from "../../platform/graphql/enum";

export type ActorRole = Role;
export const ActorRole = defineEnum<Role>("ActorRole", "In which role something was done. More may be added.", {
  CONSUMER: "As the consumer of the case or the order.",
  PROVIDER: "As a member of the provider, an owner or not.",
  PROVIDER_OWNER: "As an owner of the provider.",
  PROVIDER_STAFF: "As a member of the provider who is not an owner.",
  INVITED: "As someone whom a provider has invited and who is not a member.",
  SELF: "As oneself, about one's own account.",
  MODERATOR: "As a moderator or a lead moderator; in cases, as any of the platform's staff.",
  LEAD_MODERATOR: "As a lead moderator.",
  INSPECTOR: "As an inspector.",
  FINANCE: "As a member of the platform's finance.",
  TRAINER: "As a trainer.",
  AUDITOR: "As an auditor.",
  ADMIN: "As an administrator.",
  INTEGRATION: "As an API client, which is a program and no person.",
  OPERATOR: "As the operator of the server, by its command line.",
  SYSTEM: "By the platform itself.",
});
