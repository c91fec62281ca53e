import { SlowReads } from "../../src/platform/database/slow-reads";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { exported } from "../public/dossier/exported";
import { fetchAsOwner } from "../support/file-links";
import { startWorld, type World } from "../support/world";

const PERIOD = { from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z" };
const STATISTICS = `{ statistics(input: { from: "2026-01-01", to: "2027-12-31" }) {
  total { figures { opened } } groups(by: PROVIDER) { value } stages { stage } resolution { cases } } }`;
const TRANSPARENCY = `query ($from: DateTime!, $to: DateTime!) { transparencyExport(tookEffectAt: { from: $from, to: $to }) { url statements } }`;

describe("on SQLite, in a large file", () => {
  let world: World;
  let theCase: WorldCase;
  beforeAll(async () => {
    world = await startWorld("sqlite");
    theCase = await caseIn(world, "ENFORCING");
    await world.projected();
    jest.spyOn(SlowReads.prototype, "isLarge").mockReturnValue(true);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await world?.[Symbol.asyncDispose]();
  });

  const read = async (path: string): Promise<void> => {
    const response = await fetch(`${world.url}${path}`);
    expect(response.status).toBe(200);
    await response.text();
  };
  const ask = async (login: string, query: string): Promise<unknown> => (await world.as(login)).ok(query);
  /** By what the statements that take long are known. */
  const LONG: Record<string, { marks: RegExp[]; run: () => Promise<unknown> }> = {
    statistics: {
      marks: [/SUM\(amount\) DESC/, /FROM statistic_count/, /FROM stage_time/],
      run: () => ask("zhou.lead", STATISTICS),
    },
    "public statistics": {
      marks: [/FROM statistic_count/, /FROM stage_time/],
      run: () => world.visitor.ok("{ publicStatistics { groups(by: PROVIDER) { value } } }"),
    },
    "their file": {
      marks: [/FROM statistic_count/, /FROM stage_time/],
      run: () => read("/figures/quarter.csv"),
    },
    "the register's file": {
      marks: [/FROM register_entry t WHERE t\.number > \?/],
      run: () => read("/register/export.ndjson"),
    },
    "statements of reasons": {
      marks: [/COUNT\(\*\) AS n FROM transparency_statement/, /SELECT id, at, text FROM transparency_statement/],
      run: async () => {
        const { transparencyExport } = await (await world.as("sun.audit")).ok(TRANSPARENCY, PERIOD);
        expect((await fetchAsOwner(transparencyExport.url)).status).toBe(200);
      },
    },
    "a dossier": {
      marks: [/MIN\(seq\) AS first_act/, /FROM event_log t WHERE t\.stream_id = \? AND t\.seq > \?/],
      run: () => exported(theCase, theCase.people.consumer, "CONSUMER"),
    },
    "a consumer's record": {
      marks: [/refusedAsAbusive/, /ordersAfterCase/],
      run: () => ask("chen.mod", `{ complaint(id: "${theCase.id}") { consumerRecord { opened } } }`),
    },
  };

  test.each(Object.entries(LONG))("%s: read by the thread, however quick the last time", async (_, { marks, run }) => {
    // As if nothing had been slow so far.
    const slow = jest.spyOn(SlowReads.prototype, "has").mockReturnValue(false);
    const inThread = jest.spyOn(SlowReads.prototype, "read");
    try {
      await run();
      const texts = inThread.mock.calls.map(([text]) => text);
      for (const mark of marks) expect(texts.filter((text) => mark.test(text))).not.toEqual([]);
    } finally {
      slow.mockRestore();
      inThread.mockRestore();
    }
  });
});
