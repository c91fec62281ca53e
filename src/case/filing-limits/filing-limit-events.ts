import type { FilingLimitGrade } from "./filing-limit-enums.types";

type Limit = { limitId: string; kind: FilingLimitGrade };

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    FILING_LIMIT_PROPOSED: Limit & { reason: string; dueAt: number };
    FILING_LIMIT_DROPPED: Limit & { reason: string };
    FILING_LIMIT_IMPOSED: Limit & { reason: string; dueAt: number };
    FILING_LIMIT_CONTESTED: Limit & { dueAt: number };
    FILING_LIMIT_CONTEST_GRANTED: Limit & { reason: string };
    FILING_LIMIT_CONTEST_DENIED: Limit & { reason: string; dueAt: number };
    FILING_LIMIT_LIFTED: Limit & { reason: string };
    FILING_LIMIT_ENDED: Limit;
  }
}
