import { defineEnum } from "../../platform/graphql/enum";

export const DossierStatus = defineEnum("DossierStatus", "How far a dossier has come.", {
  PREPARING: "Being put together; see `job` for the progress.",
  READY: "The archive can be downloaded.",
  FAILED: "It could not be made; see `job.failure`. Ask for another.",
  REMOVED: "The archive was kept for its time and is gone; the record stays. Ask for another.",
});
export type DossierStatus = keyof typeof DossierStatus;
