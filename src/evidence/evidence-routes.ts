import type { Services } from "../platform/graphql/context";
import type { HttpRoute } from "../platform/http/json-answer";
import { fileRoute } from "../platform/uploads/file-route";
import { evidenceLinks } from "./evidence-links";
import { awaitedEvidence } from "./receive-upload";
import { sendDownload } from "./send-download";

/** /evidence/TOKEN. */
export const evidenceRoutes = (services: Services): HttpRoute =>
  fileRoute(services, evidenceLinks.folder, {
    awaited: (token) => awaitedEvidence(services, token),
    send: (token) => sendDownload(services, token),
  });
