import type { Reader } from "../../platform/database/reader";
import type { SweptServices } from "../../platform/graphql/context";
import type { ContactKind } from "./contact-enums.types";

type Carriers = Pick<SweptServices, "mailer" | "gateways">;

const opened = new WeakMap<object, ReadonlySet<ContactKind>>();

/** By which channels this platform sends letters, as it is set up now: an address of another is no way of telling anybody, however well proven. */
export class OpenChannels {
  /** From now on for everybody who works on this database. */
  static openBy(reader: Reader, { mailer, gateways: { sms, appPush } }: Carriers): void {
    const carriers = { EMAIL: mailer, SMS: sms, APP_PUSH: appPush, WEB_PUSH: null };
    const kinds = Object.keys(carriers) as ContactKind[];
    opened.set(reader.source, new Set(kinds.filter((kind) => carriers[kind] !== null)));
  }

  static of(reader: Reader): ReadonlySet<ContactKind> {
    const channels = opened.get(reader.source);
    if (!channels) throw new Error("nobody has said which channels are open");
    return channels;
  }
}
