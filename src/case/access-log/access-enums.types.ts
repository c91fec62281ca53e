import { defineEnum } from "../../platform/graphql/enum";

export const AccessKind = defineEnum("AccessKind", "What was read.", {
  CASE_READ:
    "Platform staff opened the case, or read, in a list too, what was said in it, its evidence, what was decided, or its history. One entry an hour for each of them and each case.",
  DOSSIER_EXPORT: "A dossier of the case was asked for: `exportDossier`.",
  DOSSIER_DOWNLOAD: "The archive of a dossier was downloaded.",
  EVIDENCE_DOWNLOAD: "Platform staff downloaded a piece of evidence.",
  CONSUMER_RECORD: "Platform staff read the record of the consumer's earlier cases: `Complaint.consumerRecord`.",
});
export type AccessKind = keyof typeof AccessKind;

export const DossierReader = defineEnum(
  "DossierReader",
  "For whom a dossier is made: it holds what this reader may see, and commitments to the rest.",
  {
    CONSUMER: "The consumer of the case.",
    PROVIDER: "The provider of the case.",
    ASSOCIATION:
      "A consumer association or authority (消费者协会、主管部门): what both sides see and, when the consumer asks for it, what the consumer has withheld from the other side.",
    COURT:
      "A court or arbitration tribunal: asked for by the platform, what either side has submitted; asked for by the consumer, what the consumer sees.",
  },
);
export type DossierReader = keyof typeof DossierReader;
