import { defineEnum } from "../../platform/graphql/enum";

export const CourseAssignment = defineEnum(
  "CourseAssignment",
  "When a course is assigned automatically. Trainers may also assign any course.",
  {
    ONBOARDING: "To every provider when it is admitted.",
    RULING:
      "To a provider that must be trained by a ruling (penalty MANDATORY_TRAINING): of these courses, the one that best matches the rules and promises found broken.",
    ON_REQUEST: "Never assigned automatically.",
  },
);
export type CourseAssignment = keyof typeof CourseAssignment;

export const CourseTaker = defineEnum("CourseTaker", "Which members of a provider may pass a course for it.", {
  OWNER: "Its owners only.",
  ANY_MEMBER: "Its owners and its staff.",
});
export type CourseTaker = keyof typeof CourseTaker;

export const EnrolmentReason = defineEnum("EnrolmentReason", "Why a provider is to pass a course.", {
  ONBOARDING: "It was admitted to the platform.",
  MANDATORY:
    "A ruling, or the points that rulings brought, ordered it (penalty MANDATORY_TRAINING). Until it is passed the provider cannot list anything new.",
  ASSIGNED: "A trainer assigned it.",
});
export type EnrolmentReason = keyof typeof EnrolmentReason;

export const EnrolmentStatus = defineEnum("EnrolmentStatus", "Where an enrolment stands, at the moment of asking.", {
  OPEN: "To be passed by `dueAt`.",
  OVERDUE: "`dueAt` has gone by; it is still to be passed.",
  PASSED: "The course was passed.",
  CANCELLED: "Taken back: with the penalty that ordered it, or by a trainer.",
});
export type EnrolmentStatus = keyof typeof EnrolmentStatus;
