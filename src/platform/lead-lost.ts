/** Another process does it now: what was begun is rolled back. */
export class LeadLost extends Error {
  constructor(name: string) {
    super(`another process leads ${name}`);
    this.name = "LeadLost";
  }
}
