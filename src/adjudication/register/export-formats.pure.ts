import { contentOf, type RegisterContent } from "./register-content.pure";
import type { RegisterEntry } from "./register-entry.entity";

/** A file of the whole register. Its bytes depend on the entries alone: the same for everyone, up to the same entry. */
export interface ExportFormat {
  name: string;
  mediaType: string;
  /** The text before the first entry. */
  head: string;
  line(entry: RegisterEntry): string;
}

/** One entry, with its content byte for byte as it was hashed. */
export const entryDocument = ({ content, contentSha256, prevHash, hash }: RegisterEntry): string =>
  `{"content":${content},"contentSha256":"${contentSha256}","prevHash":"${prevHash}","hash":"${hash}"}`;

const NDJSON: ExportFormat = {
  name: "ndjson",
  mediaType: "application/x-ndjson; charset=utf-8",
  head: "",
  line: (entry) => `${entryDocument(entry)}\n`,
};

export type Cell = string | number | null | undefined;

const COLUMNS: readonly [name: string, cell: (content: RegisterContent, entry: RegisterEntry) => Cell][] = [
  ["number", ({ number }) => number],
  ["id", ({ id }) => id],
  ["kind", ({ kind }) => kind],
  ["entered_at", ({ at }) => at],
  ["happened_at", ({ happenedAt }) => happenedAt],
  ["provider_id", ({ provider }) => provider?.id],
  ["provider_name", ({ provider }) => provider?.name],
  ["ruling_id", ({ ruling, penalty }) => ruling?.id ?? penalty?.rulingId],
  ["outcome", ({ ruling }) => ruling?.outcome],
  ["rules", ({ ruling }) => ruling?.rules.join(" ")],
  ["public_text", ({ ruling }) => ruling?.publicText],
  ["final_at", ({ ruling }) => ruling?.finalAt],
  ["reversed_at", ({ ruling }) => ruling?.reversedAt],
  ["because", ({ because }) => because],
  ["penalty_id", ({ penalty }) => penalty?.id],
  ["penalty_kind", ({ penalty }) => penalty?.kind],
  ["penalty_days", ({ penalty }) => penalty?.days],
  ["penalty_amount_minor_units", ({ penalty }) => penalty?.amount?.amount],
  ["penalty_currency", ({ penalty }) => penalty?.amount?.currency],
  ["penalty_reason", ({ penalty }) => penalty?.reason],
  ["penalty_starts_at", ({ penalty }) => penalty?.startsAt],
  ["penalty_ends_at", ({ penalty }) => penalty?.endsAt],
  ["interim_kind", ({ interim }) => interim?.kind],
  ["interim_starts_at", ({ interim }) => interim?.startsAt],
  ["interim_ends_at", ({ interim }) => interim?.endsAt],
  ["interim_ended_because", ({ interim }) => interim?.endedBecause],
  ["late_clock", ({ lateness }) => lateness?.clock],
  ["late_due_at", ({ lateness }) => lateness?.dueAt],
  ["corrects", ({ corrects }) => corrects],
  ["content_sha256", (_, { contentSha256 }) => contentSha256],
  ["prev_hash", (_, { prevHash }) => prevHash],
  ["hash", (_, { hash }) => hash],
];

/** RFC 4180. Begins with a byte order mark: without it Excel reads Chinese in UTF-8 as if it were GBK. */
const CSV: ExportFormat = {
  name: "csv",
  mediaType: "text/csv; charset=utf-8; header=present",
  head: `\ufeff${COLUMNS.map(([name]) => name).join(",")}\r\n`,
  line(entry) {
    const content = contentOf(entry);
    return `${COLUMNS.map(([, cell]) => toCell(cell(content, entry))).join(",")}\r\n`;
  },
};

export const EXPORT_FORMATS: readonly ExportFormat[] = [NDJSON, CSV];

/** Spreadsheets execute text that begins like a formula: such a text is prefixed with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection). */
export function toCell(value: Cell): string {
  if (typeof value !== "string") return value === null || value === undefined ? "" : String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
