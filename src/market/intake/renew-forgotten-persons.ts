import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import type { Database } from "../../platform/database/database";
import { ERASED } from "../../platform/database/erased-row.entity";
import { renewRows, type Keys, type Renewing } from "../../platform/database/renew-rows";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { MarketplaceRecord } from "./marketplace-record.entity";

/** What is kept of what sources called people whose accounts were deleted; those under an unknown secret would be made again. */
export function renewForgottenPersons(database: Database, sealer: Sealer, how: Renewing): Promise<Keys> {
  const subjects = new WithdrawnSubjects(sealer);
  return renewRows(
    database,
    MarketplaceRecord,
    {
      table: "marketplace_record",
      where: sql`t.kind = 'PERSON' AND t.digest = ${ERASED}`,
      stateOf: ({ externalId }) => subjects.stateOf(externalId),
      renew: (tx, record: MarketplaceRecord) =>
        tx.change(record, { externalId: subjects.renewed(record.externalId) ?? record.externalId }),
    },
    how,
  );
}
