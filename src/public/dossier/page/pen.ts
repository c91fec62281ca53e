import type { Locale } from "../../../platform/identity/actor";
import { say } from "../../../platform/messages/explain";
import { MARKET_TIME_ZONE } from "../../../platform/time";
import { moneyText } from "../../../platform/messages/money-text";
import type { RecordLine } from "../archive/case-json";
import { markup, type Html } from "./html";
import { inWords, type Words } from "./words";

/** A record as far as it is shown. */
export type Shown = Pick<RecordLine, "fields" | "redacted" | "file">;

/** Writes values in the reader's language. What is withheld is marked as withheld. */
export class Pen {
  private readonly clock: Intl.DateTimeFormat;

  constructor(
    readonly locale: Locale,
    /** No record is withheld from the reader as a whole. */
    private readonly isAllShown: boolean,
  ) {
    this.clock = new Intl.DateTimeFormat(locale === "zh-CN" ? "zh-CN" : "en-GB", {
      dateStyle: "medium",
      timeStyle: "short",
      // The page says so.
      timeZone: MARKET_TIME_ZONE,
    });
  }

  say(words: Words): string {
    return inWords(this.locale, words);
  }

  when(instant: unknown): string | null {
    return typeof instant === "number" ? this.clock.format(instant) : null;
  }

  money(amount: unknown, currency: unknown): string | null {
    if (typeof amount !== "number" || typeof currency !== "string") return null;
    return moneyText(amount, currency, this.locale);
  }

  code(words: Record<string, Words>, code: unknown): string | null {
    if (typeof code !== "string") return null;
    const known = words[code];
    return known ? this.say(known) : code;
  }

  penaltyKind(kind: unknown): string | null {
    return typeof kind === "string" ? say(`penaltyKind.${kind}`, this.locale) : null;
  }

  clockName(clock: unknown): string | null {
    return typeof clock === "string" ? say(`clock.${clock}`, this.locale) : null;
  }

  /** What a label of the people (`MODERATOR-2`) means. */
  person(label: unknown, roles: Record<string, Words>): string | null {
    if (typeof label !== "string") return null;
    const [role = "", number] = label.split("-");
    return [this.code(roles, role), number].filter(Boolean).join(" ");
  }

  /** The field, as `write` shows it; or the mark of its redaction. */
  field(record: Shown, name: string, write: (value: unknown) => Html | string | null = plain): Html | string | null {
    return name in record.redacted ? this.mark() : write(record.fields[name]);
  }

  /** "None" may only be said when nothing is withheld. */
  none(): Html {
    const words: Words = this.isAllShown
      ? ["无。", "None."]
      : ["没有可供本卷宗的阅读者查阅的内容。", "Nothing that is for the reader of this dossier."];
    return markup`<p>${this.say(words)}</p>`;
  }

  mark(): Html {
    return markup`<span class="redacted">${this.say(["〔已遮盖〕", "[redacted]"])}</span>`;
  }
}

function plain(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : null;
}

/** Lines of a table of two columns; those without a value are left out. */
export function facts(pen: Pen, lines: readonly (readonly [Words, Html | string | null])[]): Html {
  const shown = lines.filter(([, value]) => value !== null && value !== "");
  return markup`<table class="facts">
    ${shown.map(
      ([label, value]) =>
        markup`<tr>
          <th>${pen.say(label)}</th>
          <td>${value}</td>
        </tr>`,
    )}
  </table>`;
}

export const paragraph = (value: Html | string | null): Html =>
  value === null ? markup`` : markup`<p class="text">${value}</p>`;
