import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Migrating } from "../../platform/database/migrate";
import { answerJson, refuseRequest } from "../../platform/http/json-answer";
import { nameRequest } from "../../platform/http/request-id";
import { Refusal } from "../../platform/refusal";

const RETRY_AFTER = 2;

/** What a server does before it serves: a supervisor must not end it meanwhile, and nobody be sent to it. */
export type Doing = Migrating | "loading";

export const whileStarting =
  (log: Logger, doing: () => Doing) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    nameRequest(request, response, false);
    const [path] = (request.url ?? "/").split("?");
    if (path === "/health/live") answerJson(response, 200, { status: "live" });
    else if (path === "/health/ready" || path === "/health/dependencies")
      answerJson(response, 503, { status: "starting", doing: doing() });
    else
      refuseRequest(
        { log },
        request,
        response,
        new Refusal("UNAVAILABLE", { reason: "server.starting", retryAfter: RETRY_AFTER }),
      );
  };
