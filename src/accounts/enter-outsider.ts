import type { Database } from "../platform/database/database";
import { onceMore } from "../platform/database/once-more";
import type { Account } from "./account.entity";
import { lockOutsider, type Outsider } from "./lock-outsider";

/** The account of somebody whom the identity provider vouches for, made when they first come. */
export const enterOutsider = (database: Database, outsider: Outsider): Promise<Account> =>
  onceMore(() => database.transact((tx) => lockOutsider(tx, outsider)));
