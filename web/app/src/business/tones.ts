import type {
  ApplicationStatus,
  EnrolmentStatus,
  FineStatus,
  ListingStatus,
  PaymentStatus,
  PenaltyStatus,
  ProviderStatus,
  VerificationStatus,
} from "../api/schema.generated";
import type { Tone } from "../design/badge";

export const PROVIDER_TONE: Record<ProviderStatus, Tone> = {
  APPLIED: "info",
  IN_REVIEW: "info",
  ACTIVE: "good",
  RESTRICTED: "warn",
  SUSPENDED: "bad",
  TERMINATED: "bad",
  REJECTED: "bad",
};

export const LISTING_TONE: Record<ListingStatus, Tone> = {
  DRAFT: "muted",
  LISTED: "good",
  FROZEN: "bad",
  PAUSED: "warn",
  DELISTED: "muted",
};

export const PENALTY_TONE: Record<PenaltyStatus, Tone> = {
  SCHEDULED: "warn",
  AWAITING_APPROVAL: "warn",
  DECLINED: "muted",
  ACTIVE: "bad",
  STAYED: "info",
  EXPIRED: "muted",
  REVERSED: "muted",
  SUPERSEDED: "muted",
};

export const FINE_TONE: Record<FineStatus, Tone> = {
  DUE: "warn",
  OVERDUE: "bad",
  PAID: "good",
  CANCELLED: "muted",
  REFUNDED: "muted",
};

export const PAYMENT_TONE: Record<PaymentStatus, Tone> = {
  CLAIMED: "info",
  CONFIRMED: "good",
  REJECTED: "bad",
  DISPUTED: "warn",
};

export const ENROLMENT_TONE: Record<EnrolmentStatus, Tone> = {
  OPEN: "info",
  OVERDUE: "bad",
  PASSED: "good",
  CANCELLED: "muted",
};

export const VERIFICATION_TONE: Record<VerificationStatus, Tone> = {
  VALID: "good",
  DUE: "warn",
  EXPIRED: "bad",
  OVERDUE: "bad",
  REPLACED: "muted",
};

export const APPLICATION_TONE: Record<ApplicationStatus, Tone> = {
  SUBMITTED: "info",
  IN_REVIEW: "info",
  CHANGES_REQUESTED: "warn",
  APPROVED: "good",
  REJECTED: "bad",
};
