import type { Complaint } from "../../../case/complaints/complaint.entity";
import type { Reader } from "../../../platform/database/reader";
import type { CaseRecord } from "./case-record";
import type { People } from "./people";

export interface CaseSource {
  db: Reader;
  complaint: Complaint;
  people: People;
}

/** The records of one kind, in order. */
export type Section = (source: CaseSource) => AsyncIterable<CaseRecord>;
