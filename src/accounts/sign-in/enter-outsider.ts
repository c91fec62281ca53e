import type { Database } from "../../platform/database/database";
import type { Account } from "../account/account.entity";
import { lockOutsider, type Outsider } from "./lock-outsider";

/** The account of somebody whom the identity provider vouches for, made when they first come. */
export const enterOutsider = (database: Database, outsider: Outsider): Promise<Account> =>
  database.transact((tx) => lockOutsider(tx, outsider));
