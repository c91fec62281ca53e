import { defineEnum } from "../../platform/graphql/enum";

/** The status of a version of something that trainers write: a course, a guide. */
export const PublicationStatus = defineEnum("PublicationStatus", "Where a version of a course or a guide stands.", {
  DRAFT: "Being written; seen by trainers and auditors only.",
  PUBLISHED: "The one that is taught or read. Never changed.",
  SUPERSEDED: "A later version was published. Never changed.",
});
export type PublicationStatus = keyof typeof PublicationStatus;
