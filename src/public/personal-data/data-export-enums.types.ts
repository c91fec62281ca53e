import { defineEnum } from "../../platform/graphql/enum";

export const DataExportStatus = defineEnum("DataExportStatus", "How far a copy of a person's data has come.", {
  PREPARING: "Being put together; see `job` for the progress.",
  READY: "The archive can be downloaded.",
  FAILED: "It could not be made; see `job.failure`. Ask for another.",
  REMOVED: "The archive was kept for its time and is gone. Ask for another.",
});
export type DataExportStatus = keyof typeof DataExportStatus;
