import type { IncomingMessage } from "node:http";
import type { Services } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import type { Locale } from "../../platform/identity/actor";
import { pickLocale } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { RegisterHead, THE_REGISTER } from "./register-head.entity";
import { headAt, lastBefore, type Head } from "./register.queries";

/** The parameters in the address of a feed or file. */
export class RegisterRequest {
  private readonly query: URLSearchParams;

  constructor(private readonly request: IncomingMessage) {
    this.query = new URL(request.url ?? "/", "http://register").searchParams;
  }

  get locale(): Locale {
    return pickLocale(this.query.get("lang") ?? this.request.headers["accept-language"]);
  }

  /** The response's language is not given in the address. */
  get languageNegotiated(): boolean {
    return !this.query.has("lang");
  }

  get providerId(): string | null {
    return this.query.get("providerId");
  }

  /** Null for the newest. */
  get before(): number | null {
    return this.wholeNumber("before");
  }

  /** The address names the last entry, so its content never changes. */
  get isPinned(): boolean {
    return this.query.has("upTo");
  }

  get asOf(): number | null {
    const given = this.query.get("asOf");
    if (given === null) return null;
    try {
      return DateTime.parseValue(given);
    } catch {
      throw new Refusal("BAD_USER_INPUT", { reason: "register.asOf", field: "asOf" });
    }
  }

  /** The requested end of the register: a number, a moment, or everything up to now. */
  async head({ database }: Services): Promise<Head> {
    const [upTo, asOf] = [this.wholeNumber("upTo"), this.asOf];
    const head =
      upTo !== null
        ? await headAt(database, upTo)
        : asOf !== null
          ? await headAt(database, await lastBefore(database, asOf + 1))
          : await database.byId(RegisterHead, THE_REGISTER);
    if (!head) throw new Refusal("NOT_FOUND", { field: "upTo" });
    return head;
  }

  private wholeNumber(name: string): number | null {
    const given = this.query.get(name);
    if (given === null) return null;
    if (!/^\d{1,15}$/.test(given)) throw new Refusal("BAD_USER_INPUT", { reason: "register.number", field: name });
    return Number(given);
  }
}
