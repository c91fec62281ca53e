import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { CURRENCIES } from "../../platform/currencies";
import type { Services } from "../../platform/graphql/context";
import { readBody } from "../../platform/http/body";
import { answerJson, refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import type { Doorkeeper } from "../../platform/uploads/file-route";
import { answerInstruction, type SignedAnswer } from "../instructions/answer-instruction";
import { InstructionFailureEnum, type InstructionFailure } from "../instructions/instruction-enums.types";
import { instructionsOfDay, startOfDay } from "../instructions/instruction.queries";
import { PaymentSide } from "../instructions/payment-side";
import { maySeeAllPayments } from "../payments/payment.policy";
import { applyNow } from "./apply-answers";

const MOST_BYTES = 16_384;

/** As much as the time of a signature may. */
const CLOCKS_DIFFER_BY = 5 * MINUTE;

/** POST /payments/callback, for the payment side alone; GET /payments/instructions?day=2026-11-27, for finance and auditors. */
export function paymentRoutes(services: Services, whoIs: Doorkeeper): HttpRoute {
  return async (request, response, path) => {
    const isCallback = path === "/payments/callback";
    if (!isCallback && path !== "/payments/instructions") return false;
    try {
      response.setHeader("Cache-Control", "no-store");
      if (isCallback) await takeAnswer(services, request, response);
      else await sendDay(services, whoIs, request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

async function takeAnswer(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { database, clock, log } = services;
  const side = PaymentSide.of(database);
  if (!side) throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
  if (request.method !== "POST") throw wrongMethod(response, "POST");
  const body = await readBody(request, MOST_BYTES);
  if (!side.hasSigned(body, request.headers)) throw new Refusal("UNAUTHENTICATED", { reason: "payment.signature" });
  const answer = read(body, clock.now());
  const { instruction, flag } = await database.transact((tx) => answerInstruction(tx, answer));
  if (flag !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.contradicts", params: { flag } });
  if (instruction.applyAt !== null)
    // It is kept: whatever is wrong now is tried again by the sweep, and the payment side need not repeat it.
    await applyNow(database, instruction.id).catch((error: unknown) =>
      log.error({ err: error, instructionId: instruction.id }, "what the payment side said could not be applied yet"),
    );
  answerJson(response, 200, { instructionId: instruction.id, state: instruction.state });
}

const FAILURES = Object.values(InstructionFailureEnum) as [InstructionFailure, ...InstructionFailure[]];

const answered = z
  .object({
    instructionId: z.string().max(40),
    outcome: z.enum(["CONFIRMED", "FAILED"]),
    amount: z.number().int().nonnegative().nullish(),
    currency: z
      .string()
      .refine((code) => CURRENCIES.has(code))
      .nullish(),
    reference: z.string().trim().max(200).nullish(),
    reason: z.enum(FAILURES).nullish(),
    occurredAt: z.iso.datetime({ offset: true }),
  })
  .refine(({ outcome, reference }) => outcome === "FAILED" || Boolean(reference), { path: ["reference"] })
  .refine(({ outcome, reason }) => (outcome === "FAILED") === Boolean(reason), { path: ["reason"] });

function read(body: string, now: number): SignedAnswer {
  let sent: unknown;
  try {
    sent = JSON.parse(body);
  } catch {
    throw new Refusal("BAD_USER_INPUT", { reason: "body.notJson" });
  }
  const { data, error } = answered.safeParse(sent);
  const wrong = (name: string): Refusal =>
    new Refusal("BAD_USER_INPUT", { reason: "payment.answer", field: name, params: { name } });
  if (!data) throw wrong(String(error.issues[0]?.path[0] ?? "instructionId"));
  const { instructionId, outcome, amount = null, currency = null, reference, reason = null, occurredAt } = data;
  const movedAt = Date.parse(occurredAt);
  if (movedAt > now + CLOCKS_DIFFER_BY) throw wrong("occurredAt");
  return { instructionId, outcome, amount, currency, reference: reference ?? "", failure: reason, movedAt };
}

/** As the daily file of the command line: one object on each line. */
async function sendDay(
  { database }: Services,
  whoIs: Doorkeeper,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET") throw wrongMethod(response, "GET");
  if (!maySeeAllPayments((await whoIs(request))?.actor ?? null))
    throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
  const start = startOfDay(new URLSearchParams(request.url?.split("?")[1]).get("day") ?? "");
  if (start === null) throw new Refusal("BAD_USER_INPUT", { reason: "payment.noSuchDay", field: "day" });
  response.writeHead(200, { "Content-Type": "application/x-ndjson; charset=utf-8" });
  for await (const line of instructionsOfDay(database.longReads, start)) response.write(`${JSON.stringify(line)}\n`);
  response.end();
}
