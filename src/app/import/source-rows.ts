import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { parse, type Info } from "csv-parse";
import { ImportError } from "./import-error";

/** The columns of the bureau's public file that we read. There may be others, in any order. */
export const COLUMNS = [
  "Date received",
  "Product",
  "Sub-product",
  "Issue",
  "Sub-issue",
  "Consumer complaint narrative",
  "Company public response",
  "Company",
  "State",
  "Submitted via",
  "Date sent to company",
  "Company response to consumer",
  "Timely response?",
  "Consumer disputed?",
  "Complaint ID",
] as const;
export type Column = (typeof COLUMNS)[number];
export type Fields = Record<Column, string>;

/** As the bureau's API and its later files call them. */
const ALSO_CALLED: Partial<Record<Column, string>> = {
  "Consumer complaint narrative": "complaint_what_happened",
  "Company response to consumer": "company_response",
  "Timely response?": "timely",
};

/** `Sub-product`, `sub_product` and `SUB PRODUCT` are one. */
const folded = (name: string): string => name.toLowerCase().replace(/[^a-z]+/g, "");

export interface SourceRow {
  /** Where the row begins in the file, from 1. */
  line: number;
  /** The position of its end in the file. */
  bytes: number;
  /** The fields that could be read. */
  fields: Fields;
  problem?: { reason: "WRONG_COLUMN_COUNT" | "UNREADABLE"; detail: string };
}

// The bureau cuts narratives near 32,000 characters. More than this means an unclosed quotation mark.
const LONGEST_ROW = 1_000_000;

/** Reads the file row by row, no faster than the rows are taken. Throws ImportError if it is not in the bureau's format. */
export async function* readSourceRows(path: string): AsyncGenerator<SourceRow> {
  let unreadable = false;
  const parser = parse({
    bom: true,
    info: true,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // Skips rather than throws: an error would discard the good rows still in the stream.
    skip_records_with_error: true,
    on_skip: () => void (unreadable = true),
  });
  pipeline(createReadStream(path), parser, () => undefined); // its errors are reported by the parser

  let header: Header | null = null;
  let seen = { lines: 0, empty_lines: 0, bytes: 0 };
  const position = (now: typeof seen) => ({
    line: seen.lines + (now.empty_lines - seen.empty_lines) + 1,
    bytes: now.bytes,
  });
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (unreadable && header) yield unreadableRow(header, position(seen));
      unreadable = false;
      if (header) yield header.read(record, position(info));
      else header = new Header(record);
      seen = info;
    }
  } catch (error) {
    throw ImportError.of(path, error);
  }
  if (!header) throw new ImportError(unreadable ? `${path} is not a CSV file.` : `${path} is empty.`);
  if (unreadable) yield unreadableRow(header, position(seen));
}

class Header {
  private readonly places: [Column, number][];

  constructor(private readonly names: string[]) {
    const given = names.map(folded);
    this.places = COLUMNS.map((column) => [
      column,
      Math.max(given.indexOf(folded(column)), given.indexOf(folded(ALSO_CALLED[column] ?? column))),
    ]);
    const missing = this.places.filter(([, index]) => index < 0).map(([column]) => `"${column}"`);
    if (missing.length > 0) {
      throw new ImportError(
        `This is not the consumer bureau's complaint file: its first line has no ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")}.`,
      );
    }
  }

  read(record: string[], at: { line: number; bytes: number }): SourceRow {
    const fields = Object.fromEntries(
      this.places.map(([column, index]) => [column, (record[index] ?? "").trim()]),
    ) as Fields;
    if (record.length === this.names.length) return { ...at, fields };
    return {
      ...at,
      fields,
      problem: { reason: "WRONG_COLUMN_COUNT", detail: `${record.length} columns instead of ${this.names.length}` },
    };
  }
}

function unreadableRow(header: Header, at: { line: number; bytes: number }): SourceRow {
  const detail = "a quotation mark opened here or soon after is never closed; rows behind it are lost";
  return { ...header.read([], at), problem: { reason: "UNREADABLE", detail } };
}
