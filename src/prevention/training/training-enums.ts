import { registerEnumType } from "type-graphql";

export const CourseAssignment = { ONBOARDING: "ONBOARDING", RULING: "RULING", ON_REQUEST: "ON_REQUEST" } as const;
export type CourseAssignment = keyof typeof CourseAssignment;
registerEnumType(CourseAssignment, {
  name: "CourseAssignment",
  description: "When a course is assigned by itself. Trainers may assign any course besides.",
  valuesConfig: {
    ONBOARDING: { description: "To every provider when it is admitted." },
    RULING: {
      description:
        "To a provider that must be trained by a ruling (penalty MANDATORY_TRAINING): of these courses the one that fits best the rules and promises found broken.",
    },
    ON_REQUEST: { description: "Never by itself." },
  },
});

export const CourseTaker = { OWNER: "OWNER", ANY_MEMBER: "ANY_MEMBER" } as const;
export type CourseTaker = keyof typeof CourseTaker;
registerEnumType(CourseTaker, {
  name: "CourseTaker",
  description: "Which members of a provider may pass a course for it.",
  valuesConfig: {
    OWNER: { description: "Its owners only." },
    ANY_MEMBER: { description: "Its owners and its staff." },
  },
});

export const EnrolmentReason = { ONBOARDING: "ONBOARDING", MANDATORY: "MANDATORY", ASSIGNED: "ASSIGNED" } as const;
export type EnrolmentReason = keyof typeof EnrolmentReason;
registerEnumType(EnrolmentReason, {
  name: "EnrolmentReason",
  description: "Why a provider is to pass a course.",
  valuesConfig: {
    ONBOARDING: { description: "It was admitted to the platform." },
    MANDATORY: {
      description:
        "A ruling, or the points that rulings brought, ordered it (penalty MANDATORY_TRAINING). Until it is passed the provider lists nothing anew.",
    },
    ASSIGNED: { description: "A trainer assigned it." },
  },
});

export const EnrolmentStatus = {
  OPEN: "OPEN",
  OVERDUE: "OVERDUE",
  PASSED: "PASSED",
  CANCELLED: "CANCELLED",
} as const;
export type EnrolmentStatus = keyof typeof EnrolmentStatus;
registerEnumType(EnrolmentStatus, {
  name: "EnrolmentStatus",
  description: "Where an enrolment stands, at the moment of asking.",
  valuesConfig: {
    OPEN: { description: "To be passed by `dueAt`." },
    OVERDUE: { description: "`dueAt` has gone by; it is still to be passed." },
    PASSED: { description: "Done." },
    CANCELLED: { description: "Taken back: with the penalty that ordered it, or by a trainer." },
  },
});
