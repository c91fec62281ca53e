import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import { dropContactPoints } from "./drop-contact-points";

/** Whoever is signed out is told of nothing where they were signed in. Runs under the account's lock. */
export const forgetEndedDevices = (tx: Tx, { id }: Account): void =>
  dropContactPoints(
    tx,
    id,
    sql`session_id IN (SELECT s.id FROM account_session s WHERE s.account_id = ${id} AND s.ended_at IS NOT NULL)`,
  );
