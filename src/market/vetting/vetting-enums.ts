import { registerEnumType } from "type-graphql";

export const ApplicationKind = { ADMISSION: "ADMISSION", RENEWAL: "RENEWAL" } as const;
export type ApplicationKind = keyof typeof ApplicationKind;
registerEnumType(ApplicationKind, {
  name: "ApplicationKind",
  description: "What a provider applies for.",
  valuesConfig: {
    ADMISSION: { description: "To be admitted to the market." },
    RENEWAL: { description: "To have something verified again, or in addition, when it is admitted already." },
  },
});

export const ApplicationStatus = {
  SUBMITTED: "SUBMITTED",
  IN_REVIEW: "IN_REVIEW",
  CHANGES_REQUESTED: "CHANGES_REQUESTED",
  APPROVED: "APPROVED",
  REJECTED: "REJECTED",
} as const;
export type ApplicationStatus = keyof typeof ApplicationStatus;
registerEnumType(ApplicationStatus, {
  name: "ApplicationStatus",
  description: "Where an application stands.",
  valuesConfig: {
    SUBMITTED: { description: "Waits for an inspector." },
    IN_REVIEW: { description: "An inspector is looking into it." },
    CHANGES_REQUESTED: { description: "Back with the provider, which is to add something and submit it again." },
    APPROVED: { description: "Granted; see `reasons`." },
    REJECTED: { description: "Not granted; see `ground` and `reasons`." },
  },
});

export const DocumentStatus = {
  PENDING: "PENDING",
  REFUSED: "REFUSED",
  STORED: "STORED",
  SUBMITTED: "SUBMITTED",
  SUPERSEDED: "SUPERSEDED",
  WITHDRAWN: "WITHDRAWN",
} as const;
export type DocumentStatus = keyof typeof DocumentStatus;
registerEnumType(DocumentStatus, {
  name: "VerificationDocumentStatus",
  description: "How far a verification document has come.",
  valuesConfig: {
    PENDING: { description: "Announced; its bytes have not come yet." },
    REFUSED: { description: "Its bytes came and carry malware; they were thrown away." },
    STORED: { description: "Complete and checked; goes with the next application." },
    SUBMITTED: { description: "Part of an application." },
    SUPERSEDED: { description: "Was part of an application, and a newer one of the same kind took its place." },
    WITHDRAWN: { description: "Taken back before it was submitted; its bytes are deleted." },
  },
});

export const CheckResult = { PASSED: "PASSED", FAILED: "FAILED", NOT_APPLICABLE: "NOT_APPLICABLE" } as const;
export type CheckResult = keyof typeof CheckResult;
registerEnumType(CheckResult, {
  name: "CheckResult",
  description: "What came of a check.",
  valuesConfig: {
    PASSED: { description: "As it should be." },
    FAILED: { description: "Not as it should be; the note says why." },
    NOT_APPLICABLE: { description: "The question does not arise here; the note says why." },
  },
});

export const RejectionGround = {
  IDENTITY_NOT_PROVEN: "IDENTITY_NOT_PROVEN",
  LICENCE_NOT_VALID: "LICENCE_NOT_VALID",
  DOCUMENTS_INSUFFICIENT: "DOCUMENTS_INSUFFICIENT",
  DOCUMENTS_FALSE: "DOCUMENTS_FALSE",
  BUSINESS_NOT_ALLOWED: "BUSINESS_NOT_ALLOWED",
  TERMINATED_BEFORE: "TERMINATED_BEFORE",
  OTHER: "OTHER",
} as const;
export type RejectionGround = keyof typeof RejectionGround;
registerEnumType(RejectionGround, {
  name: "ApplicationRejectionGround",
  description: "Why an application was rejected.",
  valuesConfig: {
    IDENTITY_NOT_PROVEN: { description: "It is not proven who answers for the provider." },
    LICENCE_NOT_VALID: { description: "The licence is not valid, or not this provider's." },
    DOCUMENTS_INSUFFICIENT: { description: "What was asked for was not supplied." },
    DOCUMENTS_FALSE: { description: "A document is forged or says what is not so." },
    BUSINESS_NOT_ALLOWED: {
      description: "Its licence or permits do not cover what it wants to sell, or that is not sold here.",
    },
    TERMINATED_BEFORE: {
      description: "The licence or the people are those of a provider with which cooperation has ended.",
    },
    OTHER: { description: "Anything else; see the reasons." },
  },
});
