import type { Services } from "../../platform/graphql/context";
import type { HttpRoute } from "../../platform/http/json-answer";
import { fileRoute, type Doorkeeper } from "../../platform/uploads/file-route";
import { evidenceLinks } from "./evidence-links";
import { awaitedEvidence } from "./awaited-evidence";
import { sendDownload } from "./send-download";

/** /evidence/TOKEN. */
export const evidenceRoutes = (services: Services, whoIs: Doorkeeper): HttpRoute =>
  fileRoute(services, whoIs, evidenceLinks, {
    awaited: (id, actor) => awaitedEvidence(services, id, actor),
    send: (id, actor) => sendDownload(services, id, actor),
  });
