import type { Database } from "../../platform/database/database";
import { renewRows, type Keys, type Renewing } from "../../platform/database/renew-rows";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { Account } from "../account/account.entity";
import { WithdrawnSubjects } from "./withdrawn-subjects";

/** What is kept of people whom the directory had withdrawn before their account was deleted; those under an unknown secret are not recognised. */
export function renewWithdrawnSubjects(database: Database, sealer: Sealer, how: Renewing): Promise<Keys> {
  const subjects = new WithdrawnSubjects(sealer);
  return renewRows(
    database,
    Account,
    {
      table: "account",
      where: sql`t.status = 'CLOSED' AND t.external_subject IS NOT NULL`,
      stateOf: ({ externalSubject }) => subjects.stateOf(externalSubject ?? ""),
      renew: (tx, account: Account) =>
        tx.change(account, { externalSubject: subjects.renewed(account.externalSubject ?? "") }),
    },
    how,
  );
}
