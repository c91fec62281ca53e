import type { IncomingMessage, ServerResponse } from "node:http";
import { keepToDeadlines } from "../../accounts/contacts/keep-to-deadlines";
import { Letter } from "../../accounts/contacts/letter.entity";
import { markBounced } from "../../accounts/contacts/mark-bounced";
import { contactOfLink } from "../../accounts/contacts/unsubscribe-link.pure";
import type { Services } from "../../platform/graphql/context";
import { answerJson, refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import type { AddressOf } from "../../platform/http/remote-address";
import { takeSigned } from "../../platform/http/signed-body";
import { isIdOf } from "../../platform/ids";
import { localeSettings, say } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { SharedPlaces } from "../../platform/scheduling/shared-places";
import type { Doorkeeper } from "../../platform/uploads/file-route";
import { takeAnswer } from "./take-answer";

const MEGABYTE = 1024 * 1024;
/** Of a longer mail the beginning says who sent it, who is then told that it is too long. */
const MAIL = { kept: 10 * MEGABYTE, most: 60 * MEGABYTE };
const REPORT = { kept: 64 * 1024, most: 64 * 1024 };
/** Long ones that are held at once. */
const MOST_LONG = 8;

/** POST /mail/inbound, POST /mail/bounces: from the relay. /mail/unsubscribe/TOKEN: from mail programs, and people. */
export function mailRoutes(services: Services, _whoIs: Doorkeeper, addressOf: AddressOf): HttpRoute {
  const places = new SharedPlaces(MOST_LONG);
  return async (request, response, path) => {
    const [, , what, token, ...rest] = path.split("/");
    const held = { places, sender: addressOf(request) };
    try {
      if (what === "unsubscribe" && token && rest.length === 0) await unsubscribe(services, request, response, token);
      else if (what === "inbound" && token === undefined)
        await signed(services, request, response, { ...MAIL, ...held }, (body) => takeAnswer(services, body));
      else if (what === "bounces" && token === undefined)
        await signed(services, request, response, { ...REPORT, ...held }, ({ start }) => takeReport(services, start));
      else return false;
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

/** Whatever becomes of it, the relay has done its part; it learns nothing else. */
async function signed(
  { mailHooks: { secret } }: Services,
  request: IncomingMessage,
  response: ServerResponse,
  limits: Parameters<typeof takeSigned>[2],
  take: Parameters<typeof takeSigned>[3],
): Promise<void> {
  if (secret === null) throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
  if (request.method !== "POST") throw wrongMethod(response, "POST");
  await takeSigned(request, secret, limits, take);
  answerJson(response, 202, {});
}

interface Report {
  messageId: string;
  type: "bounce" | "complaint";
  permanent: boolean;
}

/** What passes is tried again by the relay itself. Who marks our mails as spam gets no more of those that can be ended. */
async function takeReport({ database }: Services, body: Buffer): Promise<void> {
  const report = reportIn(body);
  const mailId = /<?(ltr_[0-9a-z]{26})@/.exec(report.messageId)?.[1];
  if (!mailId || !isIdOf(Letter, mailId)) return;
  if (report.type === "bounce" && report.permanent) await database.transact((tx) => markBounced(tx, mailId));
  const letter = report.type === "complaint" ? await database.findOne(Letter, { mailId }) : null;
  if (letter) await keepToDeadlines(database, letter.contactPointId);
}

function reportIn(body: Buffer): Report {
  const wrong = new Refusal("BAD_USER_INPUT", { reason: "bounce.form" });
  let given: unknown;
  try {
    given = JSON.parse(body.toString("utf8"));
  } catch {
    throw wrong;
  }
  const { messageId, type, permanent } = (given ?? {}) as Partial<Record<keyof Report, unknown>>;
  if (typeof messageId !== "string" || typeof permanent !== "boolean") throw wrong;
  if (type !== "bounce" && type !== "complaint") throw wrong;
  return { messageId, type, permanent };
}

/** Mail programs send the POST by themselves (RFC 8058); who follows the link presses a button, since programs follow links, too. */
async function unsubscribe(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const id = contactOfLink(services.sealer, token);
  if (id === null) throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
  const settings = localeSettings(request.headers["accept-language"]);
  if (request.method === "GET" || request.method === "HEAD")
    return answerPage(response, settings.locale, [
      `<p>${say("unsubscribe.ask", settings)}</p>`,
      `<form method="post"><button>${say("unsubscribe.do", settings)}</button></form>`,
    ]);
  if (request.method !== "POST") throw wrongMethod(response, "GET, HEAD, POST");
  request.resume();
  await keepToDeadlines(services.database, id);
  answerPage(response, settings.locale, [`<p>${say("unsubscribe.done", settings)}</p>`]);
}

function answerPage(response: ServerResponse, language: string, body: readonly string[]): void {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Redress</title></head><body>${body.join("")}</body></html>\n`,
  );
}
