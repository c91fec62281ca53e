import type { JWTPayload } from "jose";
import { TransientConflict } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Account } from "../account/account.entity";
import { createAccount } from "../account/create-account";
import { findOutsideAccount } from "./find-outside-account";
import { localeIn, nameIn } from "./outside-claims.pure";
import type { Author } from "../account/record-on-account";

export interface Outsider {
  issuer: string;
  subject: string;
  claims: JWTPayload;
}

/** The account of somebody whom the identity provider vouches for, made when they first come. Locked; from now on the subject is this provider's. */
export async function lockOutsider(
  tx: Tx,
  { issuer, subject, claims }: Outsider,
  by: Author | "SELF" = "SELF",
): Promise<Account> {
  const known = await findOutsideAccount(tx, issuer, subject);
  if (!known)
    return createAccount(
      tx,
      {
        // No login that a person chooses contains a colon.
        login: `outside:${newId(Account)}`,
        externalSubject: subject,
        externalIssuer: issuer,
        displayName: nameIn(claims),
        roles: ["CONSUMER"],
        locale: localeIn(claims),
      },
      by,
    );
  const account = await tx.lock(Account, known.id);
  // Closed in the meantime: the subject is free, and next time gets an account of its own.
  if (account?.externalSubject !== subject) throw new TransientConflict("the account was closed just now");
  if (account.externalIssuer === null) tx.change(account, { externalIssuer: issuer });
  return account;
}
