import type { NoData } from "../../platform/database/event";
import type { FactorKind } from "./factor-enums.types";

declare module "../account/account-events" {
  interface AccountEvents {
    SECOND_FACTOR_ADDED: { kind: FactorKind };
    SECOND_FACTOR_REMOVED: { kind: FactorKind };
    SECOND_FACTOR_GUESSED: NoData;
    SECOND_FACTOR_RESET_ASKED: { reason: string };
    SECOND_FACTORS_RESET: { reason: string };
    RECOVERY_CODES_MADE: NoData;
    RECOVERY_CODE_USED: { left: number };
  }
}
