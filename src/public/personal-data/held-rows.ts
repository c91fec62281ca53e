import { AccountLink } from "../../accounts/links/account-link.entity";
import { AccountSession } from "../../accounts/sessions/account-session.entity";
import { Account } from "../../accounts/account/account.entity";
import { ContactAddresses } from "../../accounts/contacts/contact-addresses";
import { ContactPoint } from "../../accounts/contacts/contact-point.entity";
import { Letter } from "../../accounts/contacts/letter.entity";
import { NoticeChoice } from "../../accounts/contacts/notice-choice.entity";
import { DirectoryEntry } from "../../accounts/directory/directory-entry.entity";
import { FactorReset } from "../../accounts/factors/factor-reset.entity";
import { GuessCount } from "../../accounts/factors/guess-count.entity";
import { RecoveryCode } from "../../accounts/factors/recovery-code.entity";
import { SecondFactor } from "../../accounts/factors/second-factor.entity";
import { FormerName } from "../../accounts/account/former-name.entity";
import { KnownDevice } from "../../accounts/sessions/known-device.entity";
import { RefreshToken } from "../../accounts/sessions/refresh-token.entity";
import { RoleGrant } from "../../accounts/roles/role-grant.entity";
import { UploadDay } from "../../accounts/uploads/upload-day.entity";
import { CannedText } from "../../adjudication/canned-texts/canned-text.entity";
import { Appeal } from "../../adjudication/decisions/appeal.entity";
import { RulingDraft } from "../../adjudication/decisions/ruling-draft.entity";
import { DepositEntry } from "../../adjudication/deposit/deposit-entry.entity";
import { HouseRuleChange } from "../../adjudication/house-rule-changes/house-rule-change.entity";
import { InterimMeasure } from "../../adjudication/interim/interim-measure.entity";
import { PaymentInstruction } from "../../adjudication/instructions/payment-instruction.entity";
import { PayoutHold } from "../../adjudication/instructions/payout-hold.entity";
import { Payment } from "../../adjudication/payments/payment.entity";
import { PenaltyApproval } from "../../adjudication/penalties/penalty-approval.entity";
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import { Violation } from "../../adjudication/points/violation.entity";
import { OutsideRoute } from "../../adjudication/referrals/outside-route.entity";
import { Referral } from "../../adjudication/referrals/referral.entity";
import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { RuleReplay } from "../../adjudication/replay/rule-replay.entity";
import { RuleDraft } from "../../adjudication/rules/rule-draft.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { CaseStay } from "../../adjudication/stays/case-stay.entity";
import { AccessEntry } from "../../case/access-log/access-entry.entity";
import { Breach } from "../../case/complaints/breach.entity";
import { CaseTimer } from "../../case/complaints/case-timer.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { StageRecord } from "../../case/complaints/stage-record.entity";
import { BulkBatch, BulkItem } from "../../case/desk/bulk.entity";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import { QueueView } from "../../case/desk/queue-view.entity";
import { CaseRequest } from "../../case/evidence/case-request.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { FilingLimit } from "../../case/filing-limits/filing-limit.entity";
import { InboxMarker } from "../../case/inbox/inbox-marker.entity";
import { Message } from "../../case/negotiation/message.entity";
import { Offer } from "../../case/negotiation/offer.entity";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { PushSubscription } from "../../case/push/push-subscription.entity";
import { ReturnCase } from "../../case/returns/return-case.entity";
import { CalendarDay } from "../../house-rules/calendar-day.entity";
import { MarketplaceRecord } from "../../market/intake/marketplace-record.entity";
import { MarketplaceSource } from "../../market/intake/marketplace-source.entity";
import { ApiClient } from "../../market/api-clients/api-client.entity";
import { ApiKey } from "../../market/api-clients/api-key.entity";
import { Order } from "../../market/orders/order.entity";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { PastMembership } from "../../market/providers/past-membership.entity";
import { ProviderInvitation } from "../../market/providers/provider-invitation.entity";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import { LicenceContest } from "../../market/vetting/licence-contest.entity";
import { ProviderApplication } from "../../market/vetting/provider-application.entity";
import { VerificationDocument } from "../../market/vetting/verification-document.entity";
import { VettingCheck } from "../../market/vetting/vetting-check.entity";
import { LoggedEvent } from "../../platform/database/event.entity";
import { Notice } from "../../platform/database/notice.entity";
import type { Reader } from "../../platform/database/reader";
import type { EntityClass } from "../../platform/database/row-mapper";
import { IdempotencyRecord } from "../../platform/graphql/idempotency";
import { Job } from "../../platform/jobs/job.entity";
import { GuideVersion } from "../../prevention/guides/guide-version.entity";
import { InspectionChecklist } from "../../prevention/inspections/inspection-checklist.entity";
import { InspectionPlan } from "../../prevention/inspections/inspection-plan.entity";
import { Inspection } from "../../prevention/inspections/inspection.entity";
import { Observation } from "../../prevention/inspections/observation.entity";
import { PatternComplaint } from "../../prevention/inspections/pattern-complaint.entity";
import { Attempt } from "../../prevention/training/attempt.entity";
import { CourseVersion } from "../../prevention/training/course-version.entity";
import { Enrolment } from "../../prevention/training/enrolment.entity";
import { Dossier } from "../dossier/dossier.entity";
import { ReputationInput } from "../reputation/reputation-input.entity";
import { FigurePerson } from "../statistics/figure-person.entity";
import { Review } from "../reviews/review.entity";
import { WebhookEndpoint } from "../webhooks/webhook-endpoint.entity";
import { AccountErasure } from "./account-erasure.entity";
import { DataExport } from "./data-export.entity";
import { LegalHold } from "./legal-hold.entity";

type Row = { id: string };

/** What a person's copy of their data has of one table. */
interface Copied<T extends object> {
  entity: EntityClass<T>;
  /** The property that leads to the person, or to a case of which they are the consumer. */
  by: string;
  /** What it is called in the copy. */
  called: { en: string; zhCN: string };
  /** Keys, the platform's own notes and counters: neither anybody's data nor shown in the product. */
  without: readonly string[];
  /** Which of the rows; all when left out. */
  only?: (row: T) => boolean;
  /** The row as the person reads it, where the table holds it encrypted. */
  read?: (reader: Reader, row: T) => object;
}

/** Of a table that names people or cases, and is not copied. */
interface NotCopied {
  entity: EntityClass<object>;
  why: string;
}

const copied = <T extends object>(
  entity: EntityClass<T>,
  by: keyof T & string,
  en: string,
  zhCN: string,
  without: readonly (keyof T & string)[] = [],
  only?: (row: T) => boolean,
  read?: (reader: Reader, row: T) => object,
): Copied<Row> => ({ entity, by, called: { en, zhCN }, without, only, read }) as unknown as Copied<Row>;

const not = (entity: EntityClass<object>, why: string): NotCopied => ({ entity, why });

const OFFICE = "Work of the platform's staff, in office: it belongs to what it is about.";
const PROVIDERS = "The provider's, whose members see it; the person wrote it on its behalf.";
const SECRETS = "Secrets, or digests of them, which only protect the account.";
const DERIVED = "Computed from what is copied; about the provider.";

/**
 * Every table that names a person or a case: what the person gets of it when they ask for all that is held on them, or why nothing. Of
 * each row the ids of other people are left out besides. A table that is missing here fails a test.
 */
// oxfmt-ignore
export const COPIED: readonly Copied<Row>[] = [
  copied(Account, "id", "account", "账号", ["passwordHash", "tokenVersion", "eventSeq", "eventHash"]),
  copied(FormerName, "accountId", "former names", "曾用名"),
  copied(AccountSession, "accountId", "sessions", "登录会话"),
  copied(DirectoryEntry, "accountId", "what the platform's directory of people says", "平台人员目录中的记录"),
  copied(SecondFactor, "accountId", "second factors", "两步验证方式", ["secret", "lastStep", "credentialHash", "credentialId", "publicKey", "counter"]),
  copied(KnownDevice, "accountId", "known devices", "已识别的设备", ["tokenHash"]),
  copied(PushSubscription, "accountId", "browsers that are told of notices", "接收推送的浏览器", ["endpointHash", "auth", "p256dh", "position", "failures"]),
  copied(ContactPoint, "accountId", "contact points", "联系方式", ["addressHash", "deviceHash", "codeHash", "codeGuesses"], undefined, (reader, row) => ({ ...row, address: ContactAddresses.of(reader).read(row) })),
  copied(NoticeChoice, "accountId", "how you want to be told", "通知偏好"),
  copied(Letter, "accountId", "messages sent to you", "发送给您的消息", ["words", "mailId", "attempts", "dueAt"]),
  copied(UploadDay, "accountId", "uploads by day", "每日上传量"),
  copied(QueueView, "accountId", "saved views", "保存的视图"),
  copied(CannedText, "ownerId", "kept texts", "常用文本"),
  copied(RulingDraft, "accountId", "drafts", "草稿"),
  copied(MarketplaceRecord, "targetId", "what a marketplace calls you", "平台中的编号", ["digest", "own"], ({ kind }) => kind === "PERSON"),
  copied(ProviderMember, "accountId", "memberships", "店铺成员身份"),
  copied(PastMembership, "accountId", "former memberships", "曾经的成员身份"),
  copied(ProviderInvitation, "accountId", "invitations", "收到的邀请"),
  copied(Attempt, "accountId", "course attempts", "培训答题"),
  copied(Order, "consumerId", "orders", "订单"),
  copied(Review, "consumerId", "reviews", "评价"),
  copied(Complaint, "consumerId", "cases", "投诉案件", ["queue", "holdReason", "heldUntil", "leaseToken", "leaseExpiresAt", "escalatedAt", "providerSawUpTo", "eventSeq", "eventHash", "version", "lastWord", "inQueue"]),
  copied(Breach, "complaintId", "promises complained of", "被投诉的承诺", ["openKey"]),
  copied(Message, "authorId", "messages", "消息", [], ({ side }) => side === "CONSUMER"),
  copied(Offer, "madeById", "offers", "和解方案", ["openKey"], ({ madeBySide }) => madeBySide === "CONSUMER"),
  copied(Settlement, "complaintId", "settlements", "和解协议"),
  copied(Evidence, "submittedById", "evidence", "证据", ["storageKey", "shownKey"], ({ side }) => side === "CONSUMER"),
  copied(CaseRequest, "complaintId", "what the platform asked for", "平台要求补充的内容", [], ({ addressedTo }) => addressedTo === "CONSUMER"),
  copied(Ruling, "consumerId", "rulings", "处理决定", ["approvalNote", "departureReason", "wordsReason"], ({ status }) => status === "ISSUED" || status === "REVERSED"),
  copied(Appeal, "filedById", "appeals", "申诉", [], ({ bySide }) => bySide === "CONSUMER"),
  copied(Remedy, "complaintId", "remedies", "救济措施", [], ({ dueAt }) => dueAt !== null),
  copied(ReturnCase, "complaintId", "returns", "退货"),
  copied(Referral, "complaintId", "referrals", "转交外部处理"),
  copied(FilingLimit, "accountId", "limits on complaints", "投诉限制", ["openKey"], ({ beganAt }) => beganAt !== null),
  copied(Dossier, "requestedById", "dossiers asked for", "申请过的卷宗", ["storageKey"], ({ exporter }) => exporter !== "STAFF"),
  copied(DataExport, "accountId", "copies of these data asked for", "申请过的个人数据副本", ["storageKey"]),
  copied(AccountErasure, "accountId", "deletions of the account asked for", "账号注销申请", ["openKey", "reason"], ({ status }) => status !== "PROPOSED" && status !== "LAPSED"),
  copied(AccessEntry, "concernedId", "who looked at these data", "谁查看过这些数据"),
  copied(InboxMarker, "accountId", "inbox read up to", "收件箱已读位置"),
];

// oxfmt-ignore
export const NOT_COPIED: readonly NotCopied[] = [
  not(AccountLink, SECRETS),
  not(RecoveryCode, SECRETS),
  not(RefreshToken, SECRETS),
  not(GuessCount, SECRETS),
  not(FactorReset, OFFICE),
  not(RoleGrant, OFFICE),
  not(ApiClient, PROVIDERS),
  not(ApiKey, SECRETS),
  not(WebhookEndpoint, PROVIDERS),
  not(LoggedEvent, "Copied as the account's history and what the person did in their cases, see `write-data.ts`."),
  not(Notice, "A reference to an event, without words of its own."),
  not(IdempotencyRecord, "The name of a request and the id of its result, for seven days."),
  not(Job, "How far a piece of work is; what came of it is copied."),
  not(DepositEntry, OFFICE),
  not(HouseRuleChange, OFFICE),
  not(InterimMeasure, OFFICE),
  not(Payment, "Of the provider and the platform's accounts; the person's part is in the remedies."),
  not(PaymentInstruction, "Of the provider and the platform's accounts; the person's part is in the remedies."),
  not(PayoutHold, PROVIDERS),
  not(Penalty, "The provider's."),
  not(PenaltyApproval, OFFICE),
  not(Violation, DERIVED),
  not(MarketplaceSource, OFFICE),
  not(OutsideRoute, OFFICE),
  not(RuleReplay, OFFICE),
  not(RuleDraft, OFFICE),
  not(CaseStay, OFFICE),
  not(CaseTimer, "Clocks of the case; what they led to is in its history."),
  not(StageRecord, "Clocks of the case; what they led to is in its history."),
  not(BulkBatch, OFFICE),
  not(BulkItem, OFFICE),
  not(CaseRecusal, OFFICE),
  not(LegalHold, OFFICE),
  not(CalendarDay, OFFICE),
  not(PromiseVersion, PROVIDERS),
  not(LicenceContest, PROVIDERS),
  not(ProviderApplication, PROVIDERS),
  not(VerificationDocument, PROVIDERS),
  not(VettingCheck, OFFICE),
  not(GuideVersion, OFFICE),
  not(InspectionChecklist, OFFICE),
  not(InspectionPlan, OFFICE),
  not(Inspection, OFFICE),
  not(Observation, OFFICE),
  not(PatternComplaint, DERIVED),
  not(CourseVersion, OFFICE),
  not(Enrolment, PROVIDERS),
  not(ReputationInput, DERIVED),
  not(FigurePerson, DERIVED),
];

/** What is copied and stays when the account is deleted, but for the words of cases, under an id that leads to nobody. */
// oxfmt-ignore
export const STAYING: readonly NotCopied[] = [
  not(Letter, "Proves that a party was told; the address is not in it."),
  not(Account, "A pseudonym stands in it, so that what refers to it stays readable."),
  not(ProviderMember, "There are none: the person has to leave first."),
  not(PastMembership, "Others' conflicts of interest depend on it."),
  not(Attempt, "Proves that the provider was trained."),
  not(Order, "The contract, also of the provider; kept by law."),
  not(Ruling, "What was decided, also about the provider."),
  not(AccountErasure, "Proves that it was asked for."),
  not(DataExport, "Proves that it was asked for; its archive is removed."),
  not(AccessEntry, "Proves who looked at what; removed by `retention.access`."),
];
