import { registerEnumType } from "type-graphql";

export const AccessKind = {
  DOSSIER_EXPORT: "DOSSIER_EXPORT",
  DOSSIER_DOWNLOAD: "DOSSIER_DOWNLOAD",
  EVIDENCE_DOWNLOAD: "EVIDENCE_DOWNLOAD",
} as const;
export type AccessKind = keyof typeof AccessKind;
registerEnumType(AccessKind, {
  name: "AccessKind",
  description: "What was read.",
  valuesConfig: {
    DOSSIER_EXPORT: { description: "A dossier of the case was asked for: `exportDossier`." },
    DOSSIER_DOWNLOAD: { description: "The archive of a dossier was downloaded." },
    EVIDENCE_DOWNLOAD: { description: "Platform staff downloaded a piece of evidence." },
  },
});

export const DossierReader = {
  CONSUMER: "CONSUMER",
  PROVIDER: "PROVIDER",
  ASSOCIATION: "ASSOCIATION",
  COURT: "COURT",
} as const;
export type DossierReader = keyof typeof DossierReader;
registerEnumType(DossierReader, {
  name: "DossierReader",
  description: "For whom a dossier is made: it holds what this reader may see, and commitments to the rest.",
  valuesConfig: {
    CONSUMER: { description: "The consumer of the case." },
    PROVIDER: { description: "The provider of the case." },
    ASSOCIATION: {
      description:
        "A consumer association or authority (消费者协会、主管部门): what both sides see, and what a consumer who asks for it has kept from the other side.",
    },
    COURT: {
      description:
        "A court or arbitration tribunal: asked for by the platform, what either side has submitted; asked for by the consumer, what the consumer sees.",
    },
  },
});
