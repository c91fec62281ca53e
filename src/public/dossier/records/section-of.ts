import type { EntityClass } from "../../../platform/database/row-mapper";
import type { CaseRecord } from "./case-record";
import type { CaseSource, Section } from "./case-source";
import { rowsOf } from "./rows-of";

type Described = Omit<CaseRecord, "record" | "id">;

/** One record for each of the case's rows in a table; none for a row that is described by null. */
export const sectionOf = <T extends { id: string; complaintId: string }>(
  record: string,
  entity: EntityClass<T>,
  describe: (row: T, source: CaseSource) => Described | null,
): Section =>
  async function* (source) {
    for await (const row of rowsOf(source.db, entity, source.complaint.id)) {
      const described = describe(row, source);
      if (described) yield { record, id: row.id, ...described };
    }
  };
