import type { Reader } from "../../platform/database/reader";
import { CaseRecusal } from "./case-recusal.entity";

export const findRecusal = (reader: Reader, complaintId: string, accountId: string): Promise<CaseRecusal | null> =>
  reader.findOne(CaseRecusal, { complaintId, accountId });
