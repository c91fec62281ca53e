import type { Services } from "../platform/graphql/context";
import type { HttpRoute } from "../platform/http/json-answer";
import { fileRoute } from "../platform/uploads/file-route";
import { FileLinks } from "../platform/uploads/file-links";
import { receiveDocument } from "./receive-document";
import { sendDocument } from "./send-document";

export const documentLinks = new FileLinks("verification");

/** PUT and GET /verification/TOKEN. */
export const verificationRoute = (services: Services): HttpRoute =>
  fileRoute(services, documentLinks.folder, {
    async receive(token, body, declaredLength) {
      const { id, accountId } = documentLinks.open(services, "upload", token);
      await receiveDocument(services, id, accountId, body, declaredLength);
      return { documentId: id };
    },
    send(token) {
      const { id, accountId } = documentLinks.open(services, "download", token);
      return sendDocument(services, id, accountId);
    },
  });
