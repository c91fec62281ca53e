import type { Code, Id, Quantity, Time } from "../../platform/database/event";
import type { EnrolmentReason } from "./training-enums.types";

type Training = { enrolmentId: Id; courseId: Id; reason: EnrolmentReason; dueAt: Time };

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    TRAINING_ASSIGNED: Training;
    TRAINING_DUE_SOON: Training;
    TRAINING_OVERDUE: Training;
    TRAINING_PASSED: Training & { percent: Quantity };
    TRAINING_FAILED: Training & { attemptId: Id; percent: Quantity };
    TRAINING_CANCELLED: Training;
  }
}

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    COURSE_PUBLISHED: { courseVersionId: Id; code: Code; version: Quantity };
  }
}
