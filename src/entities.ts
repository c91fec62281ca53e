import { Account } from "./accounts/account.entity";
import { RefreshToken } from "./accounts/refresh-token.entity";
import { Appeal } from "./appeals/appeal.entity";
import { Breach } from "./complaints/breach.entity";
import { CaseTimer } from "./complaints/case-timer.entity";
import { Complaint } from "./complaints/complaint.entity";
import { StageRecord } from "./complaints/stage-record.entity";
import { BulkBatch, BulkItem } from "./desk/bulk.entity";
import { CaseRecusal } from "./desk/case-recusal.entity";
import { CaseRequest } from "./evidence/case-request.entity";
import { DepositEntry } from "./deposit/deposit-entry.entity";
import { Evidence } from "./evidence/evidence.entity";
import { InboxMarker } from "./inbox/inbox-marker.entity";
import { Inspection } from "./inspections/inspection.entity";
import { Listing } from "./listings/listing.entity";
import { Message } from "./negotiation/message.entity";
import { Offer } from "./negotiation/offer.entity";
import { Settlement } from "./negotiation/settlement.entity";
import { OrderPromise } from "./orders/order-promise.entity";
import { Order } from "./orders/order.entity";
import { Fine } from "./penalties/fine.entity";
import { PenaltyApproval } from "./penalties/penalty-approval.entity";
import { Penalty } from "./penalties/penalty.entity";
import { FeedCounter, LoggedEvent } from "./platform/feed/event.entity";
import { Notice } from "./platform/feed/notice.entity";
import { IdempotencyRecord } from "./platform/graphql/idempotency";
import { PointsEntry } from "./points/points-entry.entity";
import { Violation } from "./points/violation.entity";
import { PolicyValue } from "./policies/policy-value.entity";
import { PromiseVersion } from "./promises/promise-version.entity";
import { ServicePromise } from "./promises/service-promise.entity";
import { ProviderMember } from "./providers/provider-member.entity";
import { Provider } from "./providers/provider.entity";
import { RegisterEntry } from "./register/register-entry.entity";
import { Remedy } from "./remedies/remedy.entity";
import { RoutingRule } from "./routing/routing-rule.entity";
import { ReturnCase } from "./returns/return-case.entity";
import { RuleVersion } from "./rules/rule-version.entity";
import { Rule } from "./rules/rule.entity";
import { RulingDraft } from "./rulings/ruling-draft.entity";
import { RulingFinding } from "./rulings/ruling-finding.entity";
import { Ruling } from "./rulings/ruling.entity";
import { CaseStay } from "./stays/case-stay.entity";

/** Every table's class. */
export const ENTITIES = [
  Account,
  Appeal,
  Breach,
  BulkBatch,
  BulkItem,
  CaseRecusal,
  CaseRequest,
  CaseStay,
  CaseTimer,
  Complaint,
  DepositEntry,
  Evidence,
  FeedCounter,
  IdempotencyRecord,
  InboxMarker,
  Inspection,
  Listing,
  LoggedEvent,
  Message,
  Notice,
  Offer,
  Order,
  OrderPromise,
  Fine,
  Penalty,
  PenaltyApproval,
  PointsEntry,
  PolicyValue,
  PromiseVersion,
  Provider,
  ProviderMember,
  RefreshToken,
  RegisterEntry,
  Remedy,
  ReturnCase,
  RoutingRule,
  Rule,
  RuleVersion,
  Ruling,
  RulingDraft,
  RulingFinding,
  ServicePromise,
  Settlement,
  StageRecord,
  Violation,
];
