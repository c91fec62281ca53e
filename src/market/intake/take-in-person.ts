import { Account } from "../../accounts/account/account.entity";
import { mayActForProviders } from "../../accounts/actor/account.policy";
import { changeProfile } from "../../accounts/account/change-profile";
import { createAccount } from "../../accounts/account/create-account";
import { pretendsToBePlatform } from "../../accounts/account/display-name.pure";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { PersonRecordInput } from "./intake.types";
import type { RecordBatch, Taken } from "./record-batch";

/**
 * Somebody who is here already, known by their subject, is linked and stays as they are: their name and language are their own. Whoever had
 * their account deleted comes back by themselves, and is linked from then on.
 */
export async function takeInPerson(batch: RecordBatch, person: PersonRecordInput): Promise<Taken> {
  const { tx, author } = batch;
  const { displayName, subject = null, locale } = person;
  if (pretendsToBePlatform(displayName))
    throw new Refusal("BAD_USER_INPUT", { reason: "displayName.platform", field: "person.displayName" });
  const known = batch.find("PERSON", person.externalId);
  if (known && !known.isErased) return changePerson(batch, known.targetId, known.own, person);
  const linked = subject && (await accountOf(tx, subject));
  if (linked) return { outcome: known ? "UPDATED" : "CREATED", id: linked.id, own: false };
  if (known) return { outcome: "UNCHANGED", id: known.targetId, own: known.own };
  const account = await createAccount(
    tx,
    {
      // No login that a person chooses contains a colon.
      login: `outside:${newId(Account)}`,
      ...(subject ? { externalSubject: subject } : {}),
      displayName,
      roles: ["CONSUMER"],
      locale: locale ?? "zh-CN",
    },
    author,
  );
  return { outcome: "CREATED", id: account.id, own: true };
}

async function changePerson(
  { tx, author }: RecordBatch,
  id: string,
  own: boolean,
  { displayName, subject, locale }: PersonRecordInput,
): Promise<Taken> {
  const account = own ? await tx.lock(Account, id) : null;
  // Closed accounts keep no name, and suspended ones stay as they are. Whoever works for the platform is no longer the marketplace's to say.
  if (account?.status !== "ACTIVE" || !mayActForProviders(account.roles)) return { outcome: "UNCHANGED", id, own };
  if (subject && account.externalSubject !== null && subject !== account.externalSubject)
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.stays", field: "person.subject" });
  const now = {
    displayName,
    locale: locale ?? account.locale,
    externalSubject: account.externalSubject ?? subject ?? null,
  };
  if ((Object.keys(now) as (keyof typeof now)[]).every((property) => now[property] === account[property]))
    return { outcome: "UNCHANGED", id, own };
  if (subject && account.externalSubject === null && (await accountOf(tx, subject))) throw subjectTaken();
  changeProfile(tx, account, now, author);
  return { outcome: "UPDATED", id, own };
}

/** The database may hold texts alike that differ, as in a space at the end: that is somebody else, and both cannot be here. */
async function accountOf(tx: Tx, subject: string): Promise<Account | null> {
  const found = await tx.findOne(Account, { externalSubject: subject });
  if (found && found.externalSubject !== subject) throw subjectTaken();
  return found;
}

const subjectTaken = (): Refusal =>
  new Refusal("ALREADY_EXISTS", { reason: "intake.subjectTaken", field: "person.subject" });
