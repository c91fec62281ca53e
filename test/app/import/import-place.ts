import { join } from "node:path";
import { WithdrawnSubjects } from "../../../src/accounts/sign-in/withdrawn-subjects";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { openDatabase } from "../../../src/app/open-database";
import { importComplaints, type ImportOptions, type ImportSummary } from "../../../src/app/import/import-complaints";
import type { Database } from "../../../src/platform/database/database";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { createMigratedDatabase, type TestDatabase, type TestDatabaseKind } from "../../support/databases";

export const FIXTURE = join(__dirname, "fixture.csv");
export const NOW = Date.UTC(2026, 0, 15, 9);
const clock = { now: () => NOW };

/** An empty database to import into. */
export class ImportPlace implements AsyncDisposable {
  private constructor(
    private readonly place: TestDatabase,
    readonly db: Database,
  ) {}

  static async open(kind: TestDatabaseKind): Promise<ImportPlace> {
    const place = await createMigratedDatabase(kind);
    const db = await openDatabase({ url: place.url }, clock);
    WithdrawnSubjects.openBy(db, new Sealer("import"));
    return new ImportPlace(place, db);
  }

  get url(): string {
    return this.place.url;
  }

  run(options?: ImportOptions, file = FIXTURE): Promise<ImportSummary> {
    return importComplaints(this.db, clock, file, options);
  }

  async complaint(sourceId: string): Promise<Complaint> {
    const found = await this.db.findOne(Complaint, { externalId: sourceId });
    if (!found) throw new Error(`complaint ${sourceId} was not imported`);
    return found;
  }

  history(streamId: string): Promise<LoggedEvent[]> {
    return this.db.find(LoggedEvent, { streamId }, "ORDER BY seq");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.db.close();
    await this.place.dispose();
  }
}
