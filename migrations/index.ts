import { AppealAnswer1764000000036 } from "./1764000000036-appeal-answer";
import { Baseline1764000000043 } from "./1764000000043-baseline";
import { BuyersAndTimeStamps1764000000052 } from "./1764000000052-buyers-and-time-stamps";
import { FastTrack1764000000053 } from "./1764000000053-fast-track";
import { Claims1764000000045 } from "./1764000000045-claims";
import { Clockwork1764000000035 } from "./1764000000035-clockwork";
import { Compensation1764000000044 } from "./1764000000044-compensation";
import { DeskViewsAndTexts1764000000066 } from "./1764000000066-desk-views-and-texts";
import { Delivery1764000000032 } from "./1764000000032-delivery";
import { FilingLimit1764000000047 } from "./1764000000047-filing-limit";
import { Finality1764000000033 } from "./1764000000033-finality";
import { First1764000000031 } from "./1764000000031-first";
import { Grounds1764000000049 } from "./1764000000049-grounds";
import { Heard1764000000051 } from "./1764000000051-heard";
import { Keeping1764000000037 } from "./1764000000037-keeping";
import { HouseRuleChanges1764000000054 } from "./1764000000054-house-rule-changes";
import { Searched1764000000057 } from "./1764000000057-searched";
import { SynchronisedLists1764000000055 } from "./1764000000055-synchronised-lists";
import { Interim1764000000041 } from "./1764000000041-interim";
import { KeptSettlements1764000000050 } from "./1764000000050-kept-settlements";
import { Proportion1764000000039 } from "./1764000000039-proportion";
import { Proposals1764000000034 } from "./1764000000034-proposals";
import { TimeZone1764000000046 } from "./1764000000046-time-zone";
import { ExternalId1764000000059 } from "./1764000000059-external-id";
import { ListsByIndex1764000000060 } from "./1764000000060-lists-by-index";
import { Touched1764000000061 } from "./1764000000061-touched";
import { LivingMarket1764000000063 } from "./1764000000063-living-market";
import { Seen1764000000064 } from "./1764000000064-seen";
import { WebPush1764000000068 } from "./1764000000068-web-push";
import { Checkpoints1764000000081 } from "./1764000000081-checkpoints";
import { DocumentNumbers1764000000082 } from "./1764000000082-document-numbers";
import { Leaders1764000000085 } from "./1764000000085-leaders";
import { DataExports1764000000087 } from "./1764000000087-data-exports";
import { Erasure1764000000088 } from "./1764000000088-erasure";
import { LastingFeeds1764000000097 } from "./1764000000097-lasting-feeds";
import { SkippedEvents1764000000098 } from "./1764000000098-skipped-events";
import { LegalHolds1764000000089 } from "./1764000000089-legal-holds";
import { Letters1764000000093 } from "./1764000000093-letters";
import { PasswordResets1764000000094 } from "./1764000000094-password-resets";
import { Intake1764000000100 } from "./1764000000100-intake";
import { Traceparent1764000000091 } from "./1764000000091-traceparent";
import { PaymentInstructions1764000000095 } from "./1764000000095-payment-instructions";
import { ApiClients1764000000092 } from "./1764000000092-api-clients";
import { WebhookKeys1764000000112 } from "./1764000000112-webhook-keys";
import { Webhooks1764000000101 } from "./1764000000101-webhooks";
import { Channels1764000000105 } from "./1764000000105-channels";
import { EventsOut1764000000104 } from "./1764000000104-events-out";
import { Directory1764000000102 } from "./1764000000102-directory";
import { Sandboxes1764000000107 } from "./1764000000107-sandboxes";
import { GrownDeposits1764000000108 } from "./1764000000108-grown-deposits";
import { WebhookSecrets1764000000110 } from "./1764000000110-webhook-secrets";
import { CoveredLists1764000000113 } from "./1764000000113-covered-lists";
import { FigurePeople1764000000121 } from "./1764000000121-figure-people";
import { Described1764000000125 } from "./1764000000125-described";
import { LostTimes1764000000126 } from "./1764000000126-lost-times";
import { DocumentFiles1764000000128 } from "./1764000000128-document-files";
import { SecondWords1764000000129 } from "./1764000000129-second-words";
import { AnswersNear1764000000130 } from "./1764000000130-answers-near";
import { RulesCurrency1764000000131 } from "./1764000000131-rules-currency";
import { AppendOnly1764000000080 } from "./1764000000080-append-only";
import { NumberedAfter1764000000070 } from "./1764000000070-numbered-after";
import { CaseNumber1764000000062 } from "./1764000000062-case-number";
import { Reason1764000000058 } from "./1764000000058-reason";
import { Urgency1764000000084 } from "./1764000000084-urgency";
import { BilingualRules1764000000056 } from "./1764000000056-bilingual-rules";

/**
 * In time order. A released migration never changes: each change of a table is a separate, reversible migration that does the same on
 * both databases. It imports nothing from `src` but the naming of constraints, so that later changes of the code cannot change it. The
 * last release serves on while it runs and after it: docs/releases.md says what it may therefore do.
 */
export const MIGRATIONS = [
  First1764000000031,
  Delivery1764000000032,
  Finality1764000000033,
  Proposals1764000000034,
  Clockwork1764000000035,
  AppealAnswer1764000000036,
  Keeping1764000000037,
  Proportion1764000000039,
  Interim1764000000041,
  Baseline1764000000043,
  Compensation1764000000044,
  Claims1764000000045,
  TimeZone1764000000046,
  FilingLimit1764000000047,
  Grounds1764000000049,
  KeptSettlements1764000000050,
  Heard1764000000051,
  BuyersAndTimeStamps1764000000052,
  FastTrack1764000000053,
  HouseRuleChanges1764000000054,
  SynchronisedLists1764000000055,
  BilingualRules1764000000056,
  Searched1764000000057,
  Reason1764000000058,
  ExternalId1764000000059,
  ListsByIndex1764000000060,
  Touched1764000000061,
  CaseNumber1764000000062,
  LivingMarket1764000000063,
  Seen1764000000064,
  DeskViewsAndTexts1764000000066,
  WebPush1764000000068,
  NumberedAfter1764000000070,
  AppendOnly1764000000080,
  Checkpoints1764000000081,
  DocumentNumbers1764000000082,
  Urgency1764000000084,
  Leaders1764000000085,
  DataExports1764000000087,
  Erasure1764000000088,
  LegalHolds1764000000089,
  Traceparent1764000000091,
  ApiClients1764000000092,
  Letters1764000000093,
  PasswordResets1764000000094,
  PaymentInstructions1764000000095,
  LastingFeeds1764000000097,
  SkippedEvents1764000000098,
  Intake1764000000100,
  Webhooks1764000000101,
  Directory1764000000102,
  EventsOut1764000000104,
  Channels1764000000105,
  Sandboxes1764000000107,
  GrownDeposits1764000000108,
  WebhookSecrets1764000000110,
  WebhookKeys1764000000112,
  CoveredLists1764000000113,
  FigurePeople1764000000121,
  Described1764000000125,
  LostTimes1764000000126,
  DocumentFiles1764000000128,
  SecondWords1764000000129,
  AnswersNear1764000000130,
  RulesCurrency1764000000131,
];
export { keepRowsOf } from "./keep-rows-of";
export { NO_TRIGGERS_FOR_US } from "./triggers";
