import type { Reader } from "../../platform/database/reader";
import { CaseRecusal } from "./case-recusal.entity";

/** `accounts`: all of one person. */
export const findRecusal = (
  reader: Reader,
  complaintId: string,
  accounts: readonly string[],
): Promise<CaseRecusal | null> => reader.findOne(CaseRecusal, { complaintId, accountId: [...accounts] });
