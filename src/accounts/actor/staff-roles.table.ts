import type { AccountRole } from "./account-enums.types";

/** The platform's own roles, which a directory may give. Whoever has none of them is a consumer anyway. */
export const STAFF_ROLES = [
  "MODERATOR",
  "LEAD_MODERATOR",
  "INSPECTOR",
  "FINANCE",
  "TRAINER",
  "AUDITOR",
  "ADMIN",
] as const satisfies readonly AccountRole[];
