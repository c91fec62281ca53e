import type { Services } from "../../platform/graphql/context";
import type { HttpRoute } from "../../platform/http/json-answer";
import { fileRoute, type Doorkeeper } from "../../platform/uploads/file-route";
import { FileLinks } from "../../platform/uploads/file-links";
import { awaitedDocument } from "./awaited-document";
import { sendDocument } from "./send-document";

export const documentLinks = new FileLinks("verification");

/** /verification/TOKEN. */
export const verificationRoute = (services: Services, whoIs: Doorkeeper): HttpRoute =>
  fileRoute(services, whoIs, documentLinks, {
    awaited: (id, actor) => awaitedDocument(services, id, actor),
    send: (id, actor) => sendDocument(services, id, actor),
  });
