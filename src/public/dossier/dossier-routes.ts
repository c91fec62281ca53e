import { readFileSync } from "node:fs";
import type { Services } from "../../platform/graphql/context";
import { answerJson, type HttpRoute } from "../../platform/http/json-answer";
import { Refusal } from "../../platform/refusal";
import { fileRoute, type Doorkeeper } from "../../platform/uploads/file-route";
import { dossierLinks } from "./dossier-links";
import { dossierKeys } from "./dossier.queries";
import { sendArchive } from "./send-archive";
import { VERIFIER } from "./verifier";

/** GET /dossiers/TOKEN; and, public, the verifier and the keys to check a dossier with. */
export function dossierRoutes(services: Services, whoIs: Doorkeeper): HttpRoute {
  const archives = fileRoute(services, whoIs, dossierLinks, {
    awaited: () => Promise.reject(new Refusal("NOT_FOUND")),
    send: (id, actor) => sendArchive(services, id, actor),
  });
  return async (request, response, path) => {
    if (request.method === "GET" && path === "/dossiers/keys.json") {
      answerJson(response, 200, await dossierKeys({ db: services.database }));
      return true;
    }
    if (request.method === "GET" && path === "/dossiers/verify.mjs") {
      response.setHeader("Content-Type", "text/javascript; charset=utf-8");
      response.end(readFileSync(VERIFIER));
      return true;
    }
    return archives(request, response, path);
  };
}
