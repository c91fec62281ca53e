import type { Code, Flag, Id, Quantity, Text, Time } from "../../platform/database/event";
import type { ProviderStatus } from "../providers/provider-status.types";
import type { VerificationKind } from "./verification-kind.types";
import type { ApplicationKind, CheckResult, RejectionGround } from "./vetting-enums.types";

type Standing = { before: ProviderStatus; after: ProviderStatus };
type Document = { documentId: Id; kind: VerificationKind };
type Verification = { verificationId: Id; kind: VerificationKind; dueAt?: Time };

declare module "../providers/provider-events" {
  interface ProviderEvents {
    APPLICATION_SUBMITTED: { applicationId: Id; kind: ApplicationKind; round: Quantity };
    APPLICATION_TAKEN: { applicationId: Id };
    APPLICATION_RELEASED: { applicationId: Id };
    APPLICATION_CHECKED: { applicationId: Id; check: Code; result: CheckResult; note: Text | null };
    APPLICATION_CHANGES_REQUESTED: { applicationId: Id; round: Quantity };
    /** `before` and `after`: the number of its licence, if another one was verified. */
    APPLICATION_APPROVED: { applicationId: Id; kind: ApplicationKind; before?: Text; after?: Text };
    APPLICATION_REJECTED: { applicationId: Id; kind: ApplicationKind; ground: RejectionGround };
    PROVIDER_ADMITTED: { after: ProviderStatus };
    PROVIDER_RESTRICTED: Standing;
    PROVIDER_REINSTATED: Standing;
    VERIFICATION_DOCUMENT_ADDED: Document;
    VERIFICATION_DOCUMENT_REFUSED: Document & { found: Code };
    VERIFICATION_DOCUMENT_READ: Document;
    VERIFICATION_DOCUMENT_WITHDRAWN: Document;
    VERIFICATION_NUMBER_READ: Document;
    VERIFICATION_DUE: Verification;
    VERIFICATION_EXPIRED: Verification;
    VERIFICATION_OVERDUE: Verification;
    LICENCE_CONTESTED: { contestId: Id; answerDueAt?: Time };
    LICENCE_ANSWER_NEAR: { contestId: Id; answerDueAt: Time };
    LICENCE_CONTEST_ANSWERED: { contestId: Id };
    LICENCE_CONTEST_DECIDED: { contestId: Id; upheld: Flag };
  }
}
