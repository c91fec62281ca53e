import type { Services } from "../platform/graphql/context";
import type { HttpRoute } from "../platform/http/json-answer";
import { fileRoute } from "../platform/uploads/file-route";
import { FileLinks } from "../platform/uploads/file-links";
import { awaitedDocument } from "./receive-document";
import { sendDocument } from "./send-document";

export const documentLinks = new FileLinks("verification");

/** /verification/TOKEN. */
export const verificationRoute = (services: Services): HttpRoute =>
  fileRoute(services, documentLinks.folder, {
    async awaited(token) {
      const { id, accountId } = documentLinks.open(services, "upload", token);
      return awaitedDocument(services, id, accountId);
    },
    send(token) {
      const { id, accountId } = documentLinks.open(services, "download", token);
      return sendDocument(services, id, accountId);
    },
  });
