import type { Services } from "../../platform/graphql/context";
import type { HttpRoute } from "../../platform/http/json-answer";
import { Refusal } from "../../platform/refusal";
import { fileRoute, type Doorkeeper } from "../../platform/uploads/file-route";
import { dataExportLinks } from "./data-export-links";
import { sendDataExport } from "./send-data-export";

/** GET /exports/TOKEN */
export const dataExportRoutes = (services: Services, whoIs: Doorkeeper): HttpRoute =>
  fileRoute(services, whoIs, dataExportLinks, {
    awaited: () => Promise.reject(new Refusal("NOT_FOUND")),
    send: (id, actor) => sendDataExport(services, id, actor),
  });
