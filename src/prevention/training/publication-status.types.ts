import { defineEnum } from "../../platform/graphql/enum";

/** Of a version of something that the platform's trainers write: a course, a guide. */
export const PublicationStatus = defineEnum("PublicationStatus", "Where a version of a course or a guide stands.", {
  DRAFT: "Being written; seen by trainers and auditors only.",
  PUBLISHED: "The one that is taught or read. Never changed.",
  SUPERSEDED: "A later version was published. Never changed.",
});
export type PublicationStatus = keyof typeof PublicationStatus;
