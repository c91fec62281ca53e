import { registerEnumType } from "type-graphql";

export const DossierStatus = {
  PREPARING: "PREPARING",
  READY: "READY",
  FAILED: "FAILED",
  REMOVED: "REMOVED",
} as const;
export type DossierStatus = keyof typeof DossierStatus;
registerEnumType(DossierStatus, {
  name: "DossierStatus",
  description: "How far a dossier has come.",
  valuesConfig: {
    PREPARING: { description: "Being put together; see `job` for the progress." },
    READY: { description: "The archive can be downloaded." },
    FAILED: { description: "It could not be made; see `job.failure`. Ask for another." },
    REMOVED: { description: "The archive was kept for its time and is gone; the record stays. Ask for another." },
  },
});
