import { Webhook } from "standardwebhooks";
import type { Reader } from "../../platform/database/reader";
import { webhookHeaders } from "../../platform/carriers/webhook-headers.pure";

const PATIENCE_MS = 10_000;
const opened = new WeakMap<object, PaymentSide>();

type Headers = Record<string, string | string[] | undefined>;

/**
 * Whoever moves the platform's money, as Standard Webhooks describes two that trust each other: it is told by signed requests, and answers
 * by signed requests of its own. Where there is none, people pay, and finance confirms what it sees.
 */
export class PaymentSide {
  private readonly webhooks: readonly Webhook[];

  /** `secrets`: the present one, and the previous one while it is changed. */
  constructor(
    private readonly url: string,
    secrets: readonly string[],
    private readonly patience = PATIENCE_MS,
  ) {
    this.webhooks = secrets.map((secret) => new Webhook(secret));
  }

  /** From now on everybody who works on this database leaves payments to it. */
  static openBy(reader: Reader, side: PaymentSide): void {
    opened.set(reader.source, side);
  }

  static of(reader: Reader): PaymentSide | null {
    return opened.get(reader.source) ?? null;
  }

  /** Null: accepted; otherwise what was wrong, for the log. What it answers beyond the status is not read. */
  async tell(id: string, body: string): Promise<string | null> {
    const at = new Date();
    try {
      const response = await fetch(this.url, {
        method: "POST",
        redirect: "manual",
        headers: webhookHeaders(
          id,
          at,
          this.webhooks.map((each) => each.sign(id, at, body)),
        ),
        body,
        signal: AbortSignal.timeout(this.patience),
      });
      await response.body?.cancel();
      return response.ok ? null : `it answered with status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? `${error.message}${causeOf(error)}` : String(error);
    }
  }

  /** Whether it wrote that, a few minutes ago at most. Two secrets are valid while they are changed. */
  hasSigned(body: string, headers: Headers): boolean {
    const given = Object.fromEntries(
      Object.entries(headers).filter((each): each is [string, string] => typeof each[1] === "string"),
    );
    return this.webhooks.some((each) => {
      try {
        each.verify(body, given, { jsonParse: false });
        return true;
      } catch {
        return false;
      }
    });
  }
}

const causeOf = ({ cause }: Error): string => (cause instanceof Error ? `: ${cause.message}` : "");
