import type { AccountRole } from "../account-enums.types";

/** What a directory may give: the platform's own roles. Whoever is none of its staff is a consumer anyway. */
export const GRANTED_ROLES = [
  "MODERATOR",
  "LEAD_MODERATOR",
  "INSPECTOR",
  "FINANCE",
  "TRAINER",
  "AUDITOR",
  "ADMIN",
] as const satisfies readonly AccountRole[];
