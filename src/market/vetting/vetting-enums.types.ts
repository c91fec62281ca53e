import { defineEnum } from "../../platform/graphql/enum";

export const ApplicationKind = defineEnum("ApplicationKind", "What a provider applies for.", {
  ADMISSION: "To be admitted to the market.",
  RENEWAL: "To have something verified again, or in addition, when it is admitted already.",
});
export type ApplicationKind = keyof typeof ApplicationKind;

export const ApplicationStatus = defineEnum("ApplicationStatus", "The state of an application.", {
  SUBMITTED: "Waits for an inspector.",
  IN_REVIEW: "An inspector is looking into it.",
  CHANGES_REQUESTED: "Back with the provider, which is to add something and submit it again.",
  APPROVED: "Granted; see `reason`.",
  REJECTED: "Not granted; see `ground` and `reason`.",
});
export type ApplicationStatus = keyof typeof ApplicationStatus;

export const DocumentStatus = defineEnum("VerificationDocumentStatus", "The state of a verification document.", {
  PENDING: "Announced; its bytes have not arrived yet.",
  REFUSED: "Its bytes arrived and contain malware; they were deleted.",
  STORED: "Complete and checked; will be part of the next application.",
  SUBMITTED: "Part of an application.",
  SUPERSEDED: "Was part of an application, and was replaced by a newer one of the same kind.",
  WITHDRAWN: "Withdrawn before it was submitted; its bytes are deleted.",
});
export type DocumentStatus = keyof typeof DocumentStatus;

export const CheckResult = defineEnum("CheckResult", "The result of a check.", {
  PASSED: "What was checked is as it should be.",
  FAILED: "Not as it should be; the note says why.",
  NOT_APPLICABLE: "The question does not arise here; the note says why.",
});
export type CheckResult = keyof typeof CheckResult;

export const RejectionGround = defineEnum("ApplicationRejectionGround", "Why an application was rejected.", {
  IDENTITY_NOT_PROVEN: "It is not proven who is responsible for the provider.",
  LICENCE_NOT_VALID: "The licence is not valid, or not this provider's.",
  DOCUMENTS_INSUFFICIENT: "What was asked for was not supplied.",
  DOCUMENTS_FALSE: "A document is forged or states something false.",
  BUSINESS_NOT_ALLOWED: "Its licence or permits do not cover what it wants to sell, or that is not sold here.",
  TERMINATED_BEFORE: "The licence or the people are those of a provider with which cooperation has ended.",
  OTHER: "Anything else; see the reasons.",
});
export type RejectionGround = keyof typeof RejectionGround;
