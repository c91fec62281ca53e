import type { EnrolmentReason } from "./training-enums.types";

type Training = { enrolmentId: string; courseId: string; reason: EnrolmentReason; dueAt: number };

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    TRAINING_ASSIGNED: Training;
    TRAINING_DUE_SOON: Training;
    TRAINING_OVERDUE: Training;
    TRAINING_PASSED: Training & { percent: number };
    TRAINING_FAILED: Training & { attemptId: string; percent: number };
    TRAINING_CANCELLED: Training;
  }
}

declare module "../../accounts/account-events" {
  interface AccountEvents {
    COURSE_PUBLISHED: { courseVersionId: string; code: string; version: number };
  }
}
