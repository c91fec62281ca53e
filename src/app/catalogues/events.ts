import type { CaseRecord } from "../../case/complaints/case-events";
import type { OrderEvents } from "../../market/orders/order-events";
import type { ProviderRecord } from "../../market/providers/provider-events";
import type { InspectionEvents } from "../../prevention/inspections/inspection-events";

/* The events of each room, from upstream to downstream. Importing this file ensures that all of them are compiled. */
import type {} from "../../platform/jobs/job-events";
import type {} from "../../accounts/account/account-events";
import type {} from "../../accounts/contacts/contact-events";
import type {} from "../../accounts/factors/factor-events";
import type {} from "../../market/api-clients/api-client-events";
import type {} from "../../market/listings/listing-events";
import type {} from "../../market/orders/order-events";
import type {} from "../../market/intake/intake-events";
import type {} from "../../market/promises/promise-events";
import type {} from "../../market/providers/provider-events";
import type {} from "../../market/vetting/vetting-events";
import type {} from "../../case/complaints/case-events";
import type {} from "../../case/desk/desk-events";
import type {} from "../../case/detection/detection-events";
import type {} from "../../case/evidence/evidence-events";
import type {} from "../../case/filing-limits/filing-limit-events";
import type {} from "../../case/negotiation/negotiation-events";
import type {} from "../../case/queues/queue-events";
import type {} from "../../case/returns/return-events";
import type {} from "../../adjudication/clearing/clearing-events";
import type {} from "../../adjudication/decisions/decision-events";
import type {} from "../../adjudication/house-rule-changes/house-rule-change-events";
import type {} from "../../adjudication/instructions/instruction-events";
import type {} from "../../adjudication/interim/interim-events";
import type {} from "../../adjudication/payments/payment-events";
import type {} from "../../adjudication/penalties/penalty-events";
import type {} from "../../adjudication/referrals/referral-events";
import type {} from "../../adjudication/register/register-events";
import type {} from "../../adjudication/remedies/remedy-events";
import type {} from "../../adjudication/rules/rule-events";
import type {} from "../../adjudication/stays/stay-events";
import type {} from "../../prevention/guides/guide-events";
import type {} from "../../prevention/inspections/inspection-events";
import type {} from "../../prevention/training/training-events";
import type {} from "../../public/personal-data/data-export-events";
import type {} from "../../public/personal-data/erasure-events";
import type {} from "../../public/reputation/reputation-events";
import type {} from "../../public/reviews/review-events";
import type {} from "../../public/webhooks/webhook-events";

/** Those whose particulars the API shows. */
export type ShownEvent = CaseRecord | Exclude<ProviderRecord, keyof OrderEvents> | keyof InspectionEvents;
