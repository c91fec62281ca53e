import { defineEnum } from "../../platform/graphql/enum";

export const DossierStatus = defineEnum("DossierStatus", "How far a dossier has come.", {
  PREPARING: "Being put together; see `job` for the progress.",
  READY: "The archive can be downloaded.",
  FAILED: "It could not be made; see `job.failure`. Ask for another.",
  REMOVED: "The archive was kept for its time and is gone; the record stays. Ask for another.",
});
export type DossierStatus = keyof typeof DossierStatus;

export const DossierTimeStamp = defineEnum(
  "DossierTimeStamp",
  "Whether a time stamp service (RFC 3161) has confirmed when a dossier was there.",
  {
    NOT_CONFIGURED: "This platform uses no time stamp service: the dossier has no time stamp.",
    STAMPED: "The archive has a time stamp, `SHA256SUMS.tsr`, and says how to check it.",
    UNAVAILABLE:
      "The service was not available: the dossier has no time stamp and says so. Ask for another to try again.",
    INVALID:
      "What the service answered was no valid time stamp of this dossier: it has none and says so. Ask for another to try again.",
  },
);
export type DossierTimeStamp = keyof typeof DossierTimeStamp;
