import { Webhook } from "standardwebhooks";
import { waitIn } from "./retry-after.pure";
import { webhookHeaders } from "./webhook-headers.pure";
import type { Carried } from "./mailer";

export interface GatewaySettings {
  url: string;
  /** whsec_… */
  secret: string;
}

const PATIENCE_MS = 10_000;
/** This message will never be taken, whoever it is for. */
const REFUSED: readonly number[] = [400, 413, 415, 422];
const GONE = 410;

/** Carries text messages, and messages to apps, by programs that operators name; null: nothing does. */
export interface Gateways {
  sms: Gateway | null;
  /** Where numbers may be from, ISO 3166; null: anywhere. */
  smsCountries: readonly string[] | null;
  appPush: Gateway | null;
}

export interface GatewayConfig {
  sms: (GatewaySettings & { countries: readonly string[] | null }) | null;
  appPush: GatewaySettings | null;
}

export const openGateways = ({ sms, appPush }: GatewayConfig): Gateways => ({
  sms: sms && new Gateway(sms),
  smsCountries: sms?.countries ?? null,
  appPush: appPush && new Gateway(appPush),
});

/**
 * The operator's own way to whoever carries messages: told by requests signed as Standard Webhooks describe, under the same `webhook-id` at
 * each attempt. It may be in the operator's own network. Knows nothing of what the messages are about.
 */
export class Gateway {
  private readonly webhook: Webhook;

  constructor(
    private readonly settings: GatewaySettings,
    private readonly patience = PATIENCE_MS,
  ) {
    this.webhook = new Webhook(settings.secret);
  }

  /** What it answers beyond the status and how long to wait is not read. */
  async send(id: string, message: object): Promise<Carried> {
    const at = new Date();
    const body = JSON.stringify(message);
    try {
      const response = await fetch(this.settings.url, {
        method: "POST",
        // What is signed for one is not handed to another.
        redirect: "manual",
        headers: webhookHeaders(id, at, [this.webhook.sign(id, at, body)]),
        body,
        signal: AbortSignal.timeout(this.patience),
      });
      await response.body?.cancel();
      return judged(response);
    } catch (error) {
      return { outcome: "LATER", detail: error instanceof Error && error.name === "TimeoutError" ? "timeout" : "away" };
    }
  }
}

/** A wrong secret, a wrong address and a redirect are set right by the operator, and the message is sent then. */
function judged({ ok, status, headers }: Response): Carried {
  const detail = String(status);
  if (ok) return { outcome: "SENT", detail: null };
  if (status === GONE) return { outcome: "BOUNCED", detail };
  if (REFUSED.includes(status)) return { outcome: "REFUSED", detail };
  return { outcome: "LATER", detail, waitMs: waitIn(headers.get("retry-after")) };
}
