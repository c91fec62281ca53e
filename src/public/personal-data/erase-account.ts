import { AccountLink } from "../../accounts/links/account-link.entity";
import { AccountSession } from "../../accounts/sessions/account-session.entity";
import type { Account } from "../../accounts/account/account.entity";
import { closeAccount } from "../../accounts/people/close-account";
import { ContactPoint } from "../../accounts/contacts/contact-point.entity";
import { NoticeChoice } from "../../accounts/contacts/notice-choice.entity";
import { entryOf } from "../../accounts/directory/directory-entries";
import { DirectoryEntry } from "../../accounts/directory/directory-entry.entity";
import { FactorReset } from "../../accounts/factors/factor-reset.entity";
import { GuessCount } from "../../accounts/factors/guess-count.entity";
import { RecoveryCode } from "../../accounts/factors/recovery-code.entity";
import { SecondFactor } from "../../accounts/factors/second-factor.entity";
import { FormerName } from "../../accounts/account/former-name.entity";
import { KnownDevice } from "../../accounts/sessions/known-device.entity";
import { recordOnAccount, SYSTEM } from "../../accounts/account/record-on-account";
import { RefreshToken } from "../../accounts/sessions/refresh-token.entity";
import { UploadDay } from "../../accounts/uploads/upload-day.entity";
import { CannedText } from "../../adjudication/canned-texts/canned-text.entity";
import { RulingDraft } from "../../adjudication/decisions/ruling-draft.entity";
import { QueueView } from "../../case/desk/queue-view.entity";
import { FilingLimit } from "../../case/filing-limits/filing-limit.entity";
import { InboxMarker } from "../../case/inbox/inbox-marker.entity";
import { PushSubscription } from "../../case/push/push-subscription.entity";
import { ProviderInvitation } from "../../market/providers/provider-invitation.entity";
import { Notice } from "../../platform/database/notice.entity";
import { removeRows } from "../../platform/database/remove-rows";
import type { EntityClass } from "../../platform/database/row-mapper";
import type { Tx } from "../../platform/database/tx";
import { forgetPerson } from "../../market/intake/forget-person";
import { MarketplaceRecord } from "../../market/intake/marketplace-record.entity";
import { IdempotencyRecord } from "../../platform/graphql/idempotency";
import type { Storage } from "../../platform/storage/storage";
import { Review } from "../reviews/review.entity";
import { exportKeysOf } from "./data-export-job";
import { DataExport } from "./data-export.entity";
import { Eraser } from "./eraser";

interface Owned {
  entity: EntityClass<object>;
  by: never;
}
const owned = <T extends object>(entity: EntityClass<T>, by: keyof T & string): Owned =>
  ({ entity, by }) as unknown as Owned;

/** Rows that are about the person alone, and nothing else refers to. Those that refer to others come first. */
export const REMOVED: readonly Owned[] = [
  owned(PushSubscription, "accountId"),
  owned(ContactPoint, "accountId"),
  owned(NoticeChoice, "accountId"),
  owned(AccountLink, "accountId"),
  owned(RefreshToken, "accountId"),
  owned(AccountSession, "accountId"),
  owned(KnownDevice, "accountId"),
  owned(DirectoryEntry, "accountId"),
  owned(RecoveryCode, "accountId"),
  owned(SecondFactor, "accountId"),
  owned(GuessCount, "accountId"),
  owned(FactorReset, "accountId"),
  owned(FormerName, "accountId"),
  owned(UploadDay, "accountId"),
  owned(QueueView, "accountId"),
  owned(CannedText, "ownerId"),
  owned(RulingDraft, "accountId"),
  owned(InboxMarker, "accountId"),
  owned(Notice, "recipientId"),
  owned(IdempotencyRecord, "accountId"),
];

interface Words extends Owned {
  entity: EntityClass<{ id: string }>;
  texts: readonly never[];
}
const words = <T extends { id: string }>(
  entity: EntityClass<T>,
  by: keyof T & string,
  ...texts: readonly (keyof T & string)[]
): Words => ({ entity, by, texts }) as unknown as Words;

/** Rows on which others rely, with what the person wrote in them or is called there. */
export const ACCOUNT_WORDS: readonly Words[] = [
  words(Review, "consumerId", "text", "hiddenText"),
  words(FilingLimit, "accountId", "reason", "contestReason", "contestDecisionReason", "liftReason"),
  words(ProviderInvitation, "accountId", "login"),
  words(MarketplaceRecord, "targetId", "digest"),
];

/** What the account's events say in people's words. */
const WORDS = ["reason"];

/**
 * Erases what is held on a person but for their cases, which follow by the house rules. What others rely on stays under a pseudonym:
 * orders, payments, rulings, memberships. Runs under the account's lock.
 */
export async function eraseAccount(tx: Tx, storage: Pick<Storage, "remove">, account: Account): Promise<void> {
  const { id } = account;
  const eraser = new Eraser(tx, id, (count) => recordOnAccount(tx, account, "ACCOUNT_DATA_ERASED", SYSTEM, { count }));
  for (const each of await tx.find(DataExport, { accountId: id, removedAt: null })) {
    for (const key of exportKeysOf(each.id)) await storage.remove(key);
    tx.change(each, { removedAt: tx.now, storageKey: null });
  }
  await forgetPerson(tx, id);
  for (const { entity, by, texts } of ACCOUNT_WORDS)
    for (const row of await tx.find(entity, { [by]: id }, "ORDER BY id")) eraser.row(row, texts);
  // Their providers' histories tell of reviews.
  for (const { providerId: streamId, writtenAt: at } of await tx.find(Review, { consumerId: id }, "ORDER BY id"))
    await eraser.eventElsewhere({ streamId, type: "REVIEW_WRITTEN", at });
  const entry = await entryOf(tx, id);
  closeAccount(tx, account, { isWithdrawn: entry?.isActive === false });
  for (const { entity, by } of REMOVED) removeRows(tx, entity, by, id);
  await eraser.events(() => WORDS);
  eraser.finish();
}
