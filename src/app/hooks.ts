import { ON_JOIN_STAFF, ON_ROLES_TAKEN, ON_SESSIONS_END } from "../accounts/account/account-hooks";
import { forgetGivenRoles } from "../accounts/directory/forget-given-roles";
import { forgetEndedDevices } from "../accounts/contacts/forget-ended-devices";
import { NOTICE_WORDS, STILL_CONCERNED } from "../accounts/contacts/letter-hooks";
import { lapseOpenOffer } from "../case/negotiation/lapse-open-offer";
import { recordOpening } from "../case/access-log/record-opening";
import { ON_AGREE, ON_CLOSE, ON_FILE, ON_READ, ON_TALKS_END } from "../case/complaints/case-hooks";
import { freeBreaches } from "../case/complaints/free-breaches";
import { hasOpenCase } from "../case/complaints/open-case.queries";
import { lapseOpenRequests, moveOpenRequests } from "../case/evidence/open-requests";
import { refuseFastFiling } from "../case/filing-limits/refuse-fast-filing";
import { lapseOpenReturn } from "../case/returns/end-return";
import { stillConcerned } from "../case/told/still-concerned";
import { wordsAgain } from "../case/told/notice-words.queries";
import { moveReturn } from "../case/returns/move-return";
import { takeInOrderPayment } from "../adjudication/clearing/take-in-order-payment";
import { lockCasesOf, takeInOrderRefund } from "../adjudication/clearing/take-in-order-refund";
import { moveAnswerTimes } from "../adjudication/decisions/move-answer-times";
import { recordCalendarDay } from "../adjudication/house-rule-changes/record-calendar-day";
import { endInterimOfClosed } from "../adjudication/interim/end-interim";
import { showReferral } from "../adjudication/referrals/show-referral";
import { moveRemedies, payFromNewDeposit } from "../adjudication/remedies/resume-remedies";
import { declineDraft } from "../adjudication/rulings/decline-draft";
import { moveAppealWindow } from "../adjudication/rulings/move-appeal-window";
import { ON_RESUME, ON_STAY } from "../adjudication/stays/stay-hooks";
import { ON_KEY_REVOKED } from "../market/api-clients/api-client-hooks";
import { BEFORE_REFUNDS, ON_ORDER_PAID, ON_ORDER_REFUNDED, ON_RECORDS } from "../market/intake/intake-hooks";
import { ORDER_CONTESTS } from "../market/orders/order-hooks";
import { LISTING_BARS } from "../market/listings/listing-bars";
import { letGoInvitations } from "../market/providers/let-go-invitations";
import { ON_CALENDAR_DAY } from "../house-rules/calendar-hooks";
import type { Hooked } from "../platform/database/hook";
import { refuseUntrained } from "../prevention/training/refuse-untrained";
import { pauseWebhooksOfKey } from "../public/webhooks/pause-webhooks-of-key";
import { chargeRecords } from "./sandboxes/charge-records";

/** What rooms add to commands of the rooms upstream of them. */
export const HOOKS: readonly Hooked[] = [
  ON_SESSIONS_END.calls(forgetEndedDevices),
  ON_ROLES_TAKEN.calls(forgetGivenRoles),
  ON_CALENDAR_DAY.calls(recordCalendarDay),
  ON_JOIN_STAFF.calls(letGoInvitations),
  STILL_CONCERNED.calls(stillConcerned),
  NOTICE_WORDS.calls(wordsAgain),
  ON_KEY_REVOKED.calls(pauseWebhooksOfKey),
  LISTING_BARS.calls(refuseUntrained),
  ON_RECORDS.calls(chargeRecords),
  ON_ORDER_PAID.calls(takeInOrderPayment),
  BEFORE_REFUNDS.calls(lockCasesOf),
  ON_ORDER_REFUNDED.calls(takeInOrderRefund),
  ORDER_CONTESTS.calls(hasOpenCase),
  ON_FILE.calls(refuseFastFiling),
  ON_READ.calls(recordOpening),
  ON_TALKS_END.calls(lapseOpenOffer),
  ON_AGREE.calls(lapseOpenRequests),
  ON_CLOSE.calls(freeBreaches, lapseOpenOffer, lapseOpenRequests, declineDraft, lapseOpenReturn, endInterimOfClosed),
  ON_STAY.calls(showReferral),
  ON_RESUME.calls(moveOpenRequests, moveAppealWindow, moveAnswerTimes, moveRemedies, moveReturn, payFromNewDeposit),
];
