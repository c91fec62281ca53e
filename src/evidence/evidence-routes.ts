import type { Services } from "../platform/graphql/context";
import type { HttpRoute } from "../platform/http/json-answer";
import { fileRoute } from "../platform/uploads/file-route";
import { evidenceLinks } from "./evidence-links";
import { receiveUpload } from "./receive-upload";
import { sendDownload } from "./send-download";

/** PUT and GET /evidence/TOKEN. */
export const evidenceRoutes = (services: Services): HttpRoute =>
  fileRoute(services, evidenceLinks.folder, {
    receive: (token, body, declaredLength) => receiveUpload(services, token, body, declaredLength),
    send: (token) => sendDownload(services, token),
  });
