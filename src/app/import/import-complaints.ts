import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { importBatch } from "./import-batch";
import { readCase, type Ending, type ImportedCase, type Rejection } from "./imported-case";
import { RejectionReport } from "./rejection-report";
import { readSourceRows } from "./source-rows";

export interface ImportOptions {
  /** Stop after this many rows. */
  limit?: number;
  /** Rows in one transaction, at most LARGEST_BATCH. */
  batch?: number;
  /** File for the rejected rows. */
  report?: string;
  /** Stops after the current batch. */
  signal?: AbortSignal;
  /** Called after every batch with the position in the file. */
  onProgress?: (bytes: number, summary: ImportSummary) => void;
}

export interface ImportSummary {
  rows: number;
  imported: number;
  alreadyThere: number;
  rejected: number;
  firstRejections: readonly Rejection[];
  /** The number of imported cases by outcome. */
  endings: Record<Ending["status"], number>;
  created: { providers: number; listings: number; promises: number };
  /** Stopped by the signal: a later run completes it. */
  interrupted: boolean;
}

export const USUAL_BATCH = 250;
/** A transaction holds the source until it ends. */
export const LARGEST_BATCH = 450;

/** Imports the complaints of the file, batch by batch, in constant memory. A repeated run adds what is missing and changes nothing else. */
export async function importComplaints(
  database: Database,
  clock: Clock,
  path: string,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const { limit = Infinity, batch: size = USUAL_BATCH, signal } = options;
  await using report = await RejectionReport.begin(options.report);
  const run = new ImportRun(database, report, options);
  for await (const row of readSourceRows(path)) {
    // Checked here, after the header was accepted: even a run over no rows reports a wrong file.
    if (run.summary.rows >= limit || signal?.aborted) break;
    await run.take(readCase(row, clock.now()));
    if (run.waiting >= size) await run.flush(row.bytes);
    else run.reached = row.bytes;
  }
  if (!signal?.aborted) await run.flush(run.reached);
  return { ...run.summary, interrupted: signal?.aborted ?? false };
}

class ImportRun {
  readonly summary: ImportSummary;
  reached = 0;
  private batch: ImportedCase[] = [];

  constructor(
    private readonly database: Database,
    private readonly report: RejectionReport,
    private readonly options: ImportOptions,
  ) {
    this.summary = {
      rows: 0,
      imported: 0,
      alreadyThere: 0,
      rejected: 0,
      firstRejections: report.first,
      endings: { NEGOTIATING: 0, SUBMITTED: 0, CLOSED: 0 },
      created: { providers: 0, listings: 0, promises: 0 },
      interrupted: false,
    };
  }

  get waiting(): number {
    return this.batch.length;
  }

  async take(read: ImportedCase | Rejection): Promise<void> {
    this.summary.rows += 1;
    if (!("reason" in read)) return void this.batch.push(read);
    this.summary.rejected += 1;
    await this.report.add(read);
  }

  async flush(bytes: number): Promise<void> {
    const { batch, summary } = this;
    this.batch = [];
    if (batch.length > 0) {
      const { cases: imported, created } = await importBatch(this.database, batch);
      summary.imported += imported.length;
      for (const noun of ["providers", "listings", "promises"] as const) summary.created[noun] += created[noun];
      summary.alreadyThere += batch.length - imported.length;
      for (const { ends } of imported) summary.endings[ends.status] += 1;
    }
    this.options.onProgress?.(bytes, summary);
  }
}
