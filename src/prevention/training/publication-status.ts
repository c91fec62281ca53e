import { registerEnumType } from "type-graphql";

/** Of a version of something that the platform's trainers write: a course, a guide. */
export const PublicationStatus = { DRAFT: "DRAFT", PUBLISHED: "PUBLISHED", SUPERSEDED: "SUPERSEDED" } as const;
export type PublicationStatus = keyof typeof PublicationStatus;
registerEnumType(PublicationStatus, {
  name: "PublicationStatus",
  description: "Where a version of a course or a guide stands.",
  valuesConfig: {
    DRAFT: { description: "Being written; seen by trainers and auditors only." },
    PUBLISHED: { description: "The one that is taught or read. Never changed." },
    SUPERSEDED: { description: "A later version was published. Never changed." },
  },
});
