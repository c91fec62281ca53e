import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authorOfRecords } from "../../market/intake/intake.policy";
import type { Services } from "../../platform/graphql/context";
import { maskError } from "../../platform/graphql/mask";
import { refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { requestIdOf } from "../../platform/http/request-id";
import type { LocaleSettings } from "../../platform/identity/actor";
import { explain, localeSettings } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import type { Doorkeeper, Sender } from "../../platform/uploads/file-route";
import { takeInLines, type LineResult } from "./take-in-lines";

/**
 * POST /intake/SOURCE: records of a marketplace, one a line, for as long as it takes. The answer is NDJSON too and begins while the body
 * is still read: a line for each record that is refused (`?results=all`: for each), after each batch how far it is, and at the end
 * `done`. Whoever is cut off sends again from the line after the last `line` they were told (`?from=`), or all of it.
 */
export function intakeRoute(services: Services, whoIs: Doorkeeper): HttpRoute {
  return async (request, response, path) => {
    const name = /^\/intake\/([a-z0-9-]{1,40})$/.exec(path)?.[1];
    if (name === undefined) return false;
    try {
      if (request.method !== "POST") throw wrongMethod(response, "POST");
      const sender = await whoIs(request);
      if (!sender) throw new Refusal("UNAUTHENTICATED");
      await receive(services, sender, name, request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

async function receive(
  services: Services,
  sender: Sender,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const settings = localeSettings(request.headers["accept-language"]);
  const { all, from } = asked(request);
  authorOfRecords(sender.actor);
  const author = async () => authorOfRecords(await sender.still());
  const source = { database: services.database, schema: services.schema, name, author };
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const say = async (line: object): Promise<void> => {
    if (!response.headersSent)
      response.writeHead(200, { "Content-Type": "application/x-ndjson; charset=utf-8", "Cache-Control": "no-store" });
    if (!response.write(`${JSON.stringify(line)}\n`) && !response.destroyed)
      await Promise.race([once(response, "drain"), once(response, "close")]);
  };
  try {
    let last = {};
    for await (const { results, progress } of takeInLines(source, body, from)) {
      for (const result of results) if (all || result.outcome === "REFUSED") await say(told(result, settings));
      await say((last = progress));
      if (response.destroyed) return;
    }
    await say({ ...last, done: true });
    response.end();
  } catch (error) {
    if (!response.headersSent) throw error;
    // What was told before is committed; nothing of this batch is.
    const requestId = requestIdOf(request) ?? "";
    await say({ error: maskError(error, { settings, requestId, log: services.log, hints: false }) });
    response.end();
  }
}

function asked({ url = "" }: IncomingMessage): { all: boolean; from: number } {
  const given = new URLSearchParams(url.split("?")[1]);
  const from = given.get("from") ?? "1";
  if (!/^[1-9]\d{0,14}$/.test(from)) throw new Refusal("BAD_USER_INPUT", { reason: "intake.from" });
  return { all: given.get("results") === "all", from: Number(from) };
}

function told({ obstacle, ...result }: LineResult, settings: LocaleSettings): object {
  if (!obstacle) return result;
  const { code, reason = code, field } = obstacle;
  return {
    ...result,
    code,
    reason,
    message: explain(new Refusal(code, obstacle), settings),
    ...(field ? { field } : {}),
  };
}
