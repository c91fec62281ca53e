import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { Listing } from "../../../src/market/listings/listing.entity";
import { Order } from "../../../src/market/orders/order.entity";
import type { IssueRulingInput } from "../../../src/adjudication/rulings/ruling.types";
import { forEachDatabase } from "../../support/databases";
import { Court, DAY, refused } from "./court";

const RULING = `query ($id: ID!) { ruling(id: $id) {
  status outcome publicText issuedAt finalAt facts reasoning rootCause decidedBy { displayName } complaint { id } provider { legalName }
  planned { remedies { kind } penalties { kind amount { amount } } } ruleVersions { code }
  findings { result severity breach { kind } ruleVersion { code } } remedies { kind amount { amount currency } } penalties { kind status days amount { amount } listing { id } }
} }`;
const REGISTER = `query ($first: Int!, $after: String, $filter: RulingFilter) { rulings(first: $first, after: $after, filter: $filter) { nodes { id outcome } pageInfo { hasNextPage endCursor } } }`;
const ISSUE = `mutation ($input: IssueRulingInput!) { issueRuling(input: $input) { clientMutationId complaint { status ruling { id } rulingAwaitingApproval { id } } ruling { id status } } }`;

forEachDatabase((kind, further) => {
  let court: Court;
  beforeEach(async () => (court = await Court.open(kind)));
  afterEach(() => court[Symbol.asyncDispose]());

  async function decision(consumer = "li.na", code = "GIFT-1"): Promise<IssueRulingInput> {
    const { complaintId, leaseToken, breachIds } = await court.caseUnderReview(1, consumer);
    const ruleVersionId = await court.rule(code);
    return {
      complaintId,
      leaseToken,
      outcome: "UPHELD",
      facts: "The facts.",
      reasoning: "The reasons.",
      publicText: "For all.",
      rootCause: "CAPACITY",
      adverseInferences: [],
      findings: breachIds.map((breachId) => ({ breachId, result: "BROKEN", ruleVersionId, reasoning: "Because." })),
      remedies: [{ kind: "CREDIT", amount: 500, text: "Credit.", withinDays: 3 }],
      penalties: [{ kind: "WARNING", reason: "First." }],
    };
  }

  further("the public sees what was decided; the parties and staff also why, and staff by whom", async () => {
    const { rulingId: id } = await court.run(issueRuling, "chen.mod", await decision());
    const publicly = {
      status: "ISSUED",
      outcome: "UPHELD",
      publicText: "For all.",
      issuedAt: new Date(court.clock.at).toISOString(),
      finalAt: null,
      provider: { legalName: "Spark Design" },
      ruleVersions: [{ code: "GIFT-1" }],
      penalties: [{ kind: "WARNING", status: "ACTIVE", days: null, amount: null, listing: null }],
    };
    const hidden = {
      facts: null,
      reasoning: null,
      rootCause: null,
      decidedBy: null,
      complaint: null,
      planned: null,
      findings: null,
      remedies: null,
    };
    for (const stranger of [null, "tom", "admin"])
      expect((await court.ask(stranger, RULING, { id })).ruling).toEqual({ ...publicly, ...hidden });

    const inFull = {
      ...publicly,
      facts: "The facts.",
      reasoning: "The reasons.",
      rootCause: "CAPACITY",
      complaint: { id: expect.stringMatching(/^cmp_/) },
      findings: [
        { result: "BROKEN", severity: "L2", breach: { kind: "GIFT_OR_DISCOUNT" }, ruleVersion: { code: "GIFT-1" } },
      ],
      remedies: [{ kind: "CREDIT", amount: { amount: 500, currency: "CNY" } }],
    };
    for (const party of ["li.na", "wang.owner"])
      expect((await court.ask(party, RULING, { id })).ruling).toEqual({ ...inFull, decidedBy: null, planned: null });
    expect((await court.ask("liu.mod", RULING, { id })).ruling).toEqual({
      ...inFull,
      decidedBy: { displayName: "chen.mod" },
      planned: { remedies: [{ kind: "CREDIT" }], penalties: [{ kind: "WARNING", amount: null }] },
    });
  });

  test("a draft exists for staff only, and leads find it in their list, with the listing that it would freeze", async () => {
    const { accountId } = await court.as("li.na");
    const order = await court.db.findOne(Order, { consumerId: accountId });
    const listing = await court.db.findOne(Listing, { id: order?.listingId ?? "" });
    const penalties = [
      { kind: "WARNING", reason: "First." } as const,
      { kind: "LISTING_FREEZE", days: 5, listingId: listing?.id ?? "", reason: "Second." } as const,
    ];
    const input = { ...(await decision("li.na", "FRAUD-1")), penalties, clientMutationId: "one" };
    const { issueRuling: first } = await court.ask("chen.mod", ISSUE, { input });
    expect(first).toMatchObject({
      clientMutationId: "one",
      complaint: { status: "UNDER_REVIEW", ruling: null, rulingAwaitingApproval: { id: first.ruling.id } },
      ruling: { status: "AWAITING_APPROVAL" },
    });
    expect((await court.ask("chen.mod", ISSUE, { input })).issueRuling.ruling.id).toBe(first.ruling.id);

    const { id } = first.ruling;
    for (const outsider of [null, "li.na", "wang.owner"])
      expect(await court.ask(outsider, RULING, { id })).toEqual({ ruling: null });
    const drafts = `{ rulingsAwaitingApproval { nodes { id planned { penalties { kind listing { title } } } } } }`;
    expect(await court.ask("zhou.lead", drafts)).toEqual({
      rulingsAwaitingApproval: {
        nodes: [
          {
            id,
            planned: {
              penalties: [
                { kind: "WARNING", listing: null },
                { kind: "LISTING_FREEZE", listing: { title: listing?.title } },
              ],
            },
          },
        ],
      },
    });
    await expect(court.ask("chen.mod", drafts)).rejects.toEqual(refused("FORBIDDEN"));
    expect((await court.ask(null, REGISTER, { first: 10 })).rulings.nodes).toEqual([]);
  });

  test("the register pages by date, filters, and refuses a cursor of another filter", async () => {
    const { rulingId: older } = await court.run(issueRuling, "chen.mod", await decision("li.na"));
    court.clock.at += DAY;
    const { rulingId: newer } = await court.run(issueRuling, "chen.mod", await decision("tom", "PRICE-1"));
    const first = (await court.ask(null, REGISTER, { first: 1 })).rulings;
    expect(first).toMatchObject({ nodes: [{ id: newer }], pageInfo: { hasNextPage: true } });
    const after = first.pageInfo.endCursor;
    expect((await court.ask(null, REGISTER, { first: 1, after })).rulings).toMatchObject({
      nodes: [{ id: older }],
      pageInfo: { hasNextPage: false },
    });
    expect((await court.ask(null, REGISTER, { first: 9, filter: { ruleCode: "GIFT-1" } })).rulings.nodes).toEqual([
      { id: older, outcome: "UPHELD" },
    ]);
    expect((await court.ask(null, REGISTER, { first: 9, filter: { outcome: "DISMISSED" } })).rulings.nodes).toEqual([]);
    await expect(court.ask(null, REGISTER, { first: 1, after, filter: { outcome: "UPHELD" } })).rejects.toEqual(
      refused("CURSOR_INVALID"),
    );
  });

  further("a provider's page shows its rulings and what acts or acted on it, but not what still waits", async () => {
    const input = await decision();
    const penalties = [
      { kind: "FINE" as const, amount: 900, reason: "Fine." },
      { kind: "RANK_DEMOTION" as const, days: 7, reason: "Down." },
    ];
    const { rulingId } = await court.run(issueRuling, "chen.mod", { ...input, penalties });
    const { providerId } = await court.complaint(input.complaintId);
    const page = `query ($id: ID!) { provider(id: $id) { rulings(first: 5) { nodes { id penalties { kind status } } } penalties(first: 10) { nodes { kind status amount { amount } ruling { id } } } } }`;
    const before = (await court.ask(null, page, { id: providerId })).provider;
    expect(before.rulings.nodes).toEqual([
      {
        id: rulingId,
        penalties: [
          { kind: "FINE", status: "SCHEDULED" },
          { kind: "RANK_DEMOTION", status: "ACTIVE" },
        ],
      },
    ]);
    expect(before.penalties.nodes).toEqual([
      { kind: "RANK_DEMOTION", status: "ACTIVE", amount: null, ruling: { id: rulingId } },
    ]);
    await court.later(15);
    // No penalty sweep has run: the dates say that the demotion is over.
    expect((await court.ask(null, page, { id: providerId })).provider.penalties.nodes).toEqual(
      expect.arrayContaining([
        { kind: "RANK_DEMOTION", status: "EXPIRED", amount: null, ruling: { id: rulingId } },
        { kind: "FINE", status: "ACTIVE", amount: { amount: 900 }, ruling: { id: rulingId } },
      ]),
    );
  });

  test.each([
    ["penalties.0.days", { penalties: [{ kind: "RANK_DEMOTION", days: 731, reason: "Down." }] }],
    ["findings", { findings: [] }],
    ["facts", { facts: "x".repeat(10_001) }],
    ["publicText", { publicText: " \n " }],
    ["remedies.0.withinDays", { remedies: [{ kind: "APOLOGY", insteadAmount: 5_000, text: "Sorry.", withinDays: 0 }] }],
  ])("a wrong %s is named", async (field, wrong) => {
    const input = await decision();
    await expect(court.ask("chen.mod", ISSUE, { input: { ...input, ...wrong } })).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      details: { field: `input.${field}` },
    });
  });
});
