import { Account } from "./accounts/account.entity";
import { RefreshToken } from "./accounts/refresh-token.entity";
import { Breach } from "./complaints/breach.entity";
import { CaseTimer } from "./complaints/case-timer.entity";
import { Complaint } from "./complaints/complaint.entity";
import { CaseRequest } from "./evidence/case-request.entity";
import { Evidence } from "./evidence/evidence.entity";
import { Listing } from "./listings/listing.entity";
import { Message } from "./negotiation/message.entity";
import { Offer } from "./negotiation/offer.entity";
import { Settlement } from "./negotiation/settlement.entity";
import { OrderPromise } from "./orders/order-promise.entity";
import { Order } from "./orders/order.entity";
import { Penalty } from "./penalties/penalty.entity";
import { FeedCounter, LoggedEvent } from "./platform/feed/event.entity";
import { IdempotencyRecord } from "./platform/graphql/idempotency";
import { PolicyValue } from "./policies/policy-value.entity";
import { PromiseVersion } from "./promises/promise-version.entity";
import { ServicePromise } from "./promises/service-promise.entity";
import { ProviderMember } from "./providers/provider-member.entity";
import { Provider } from "./providers/provider.entity";
import { Remedy } from "./remedies/remedy.entity";
import { RuleVersion } from "./rules/rule-version.entity";
import { Rule } from "./rules/rule.entity";
import { RulingFinding } from "./rulings/ruling-finding.entity";
import { Ruling } from "./rulings/ruling.entity";

/** Every table's class. */
export const ENTITIES = [
  Account,
  Breach,
  CaseRequest,
  CaseTimer,
  Complaint,
  Evidence,
  FeedCounter,
  IdempotencyRecord,
  Listing,
  LoggedEvent,
  Message,
  Offer,
  Order,
  OrderPromise,
  Penalty,
  PolicyValue,
  PromiseVersion,
  Provider,
  ProviderMember,
  RefreshToken,
  Remedy,
  Rule,
  RuleVersion,
  Ruling,
  RulingFinding,
  ServicePromise,
  Settlement,
];
