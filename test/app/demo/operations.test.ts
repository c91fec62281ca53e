import { buildSchema, getOperationAST, Kind, OperationTypeNode, parse, validate } from "graphql";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sellWhileApprovalIsAwaited, setFlatRules } from "../../adjudication/points/flat-rules";
import { fetchAsOwner } from "../../support/file-links";
import { misshapen, toldEvents } from "../../support/told-events";
import { startWorld, type Person, type Stream, type World } from "../../support/world";

const ROOT = join(__dirname, "../../..");
const FOLDER = join(ROOT, "schema/operations");

interface Example {
  file: string;
  title: string;
  as: string;
  variables: string;
  /** Operations of other examples to be run before it, one after the other: it is about another case than the example before it. */
  first: string[];
  name: string;
  source: string;
}

const read = (file: string): Example => {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const line = (key: string): string | undefined => new RegExp(`^# ${key}: (.*)$`, "m").exec(source)?.[1];
  return {
    file,
    source,
    title: source.split("\n")[0] ?? "",
    as: line("as") ?? "",
    variables: line("variables") ?? "{}",
    first: line("first")?.split(", ") ?? [],
    name: getOperationAST(parse(source))?.name?.value ?? "",
  };
};
const EXAMPLES = readdirSync(FOLDER)
  .sort((a, b) => parseInt(a) - parseInt(b))
  .map(read);

describe("the playground's examples", () => {
  const schema = buildSchema(readFileSync(join(ROOT, "schema/schema.graphql"), "utf8"));

  it.each(EXAMPLES)(
    "$file is one named, valid operation with a title in two languages",
    ({ source, title, variables }) => {
      const document = parse(source);
      expect(validate(schema, document)).toEqual([]);
      const operation = getOperationAST(document);
      expect(operation?.name?.value).toMatch(/^[A-Z]\w+$/);
      expect(title).toMatch(/^# \p{Script=Han}.* · [A-Z].*$/u);
      const declared = operation?.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
      expect(Object.keys(JSON.parse(variables))).toEqual(declared);
    },
  );

  it("have a name of their own each, and those to be run first come before", () => {
    const names = EXAMPLES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, { first }] of EXAMPLES.entries())
      expect(names.slice(0, index)).toEqual(expect.arrayContaining(first));
  });

  it("show every query, mutation and subscription but those left out for a reason", () => {
    const shown = new Set(
      EXAMPLES.flatMap(({ source }) =>
        (getOperationAST(parse(source))?.selectionSet.selections ?? []).map((root) =>
          root.kind === Kind.FIELD ? root.name.value : "",
        ),
      ),
    );
    const offered = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
      Object.keys(root?.getFields() ?? {}),
    );
    // Each once, and none that is shown after all or has gone.
    expect(Object.values(LEFT_OUT).flat().sort()).toEqual(offered.filter((name) => !shown.has(name)).sort());
  });
});

/** Operations that the tour leaves out, and why. */
const LEFT_OUT = {
  "keeps an account and its sessions; `clients/typescript` and the guide of sign-in show how": [
    ...["registerAccount", "updateAccount", "refreshSession", "signOut", "signOutEverywhere", "endSession"],
    ...["changePassword", "redeemAccountLink"],
  ],
  "takes a code or a device that the tour does not have": [
    ...["signInWithCode", "beginPasskeySignIn", "signInWithPasskey", "beginTotp", "confirmTotp"],
    ...["beginPasskey", "confirmPasskey", "createRecoveryCodes", "removeSecondFactor", "resetSecondFactors"],
  ],
  "gives roles and takes accounts away, for administrators, who have the pages for it": [
    ...["accounts", "roleGrants", "setAccountRoles", "suspendAccount", "reinstateAccount"],
    ...["approveRoleGrant", "declineRoleGrant"],
  ],
  "is a list, paged and filtered as those that the tour shows": [
    ...["filingLimits", "licenceContests", "interimMeasuresWaiting", "casesInDefault", "ruleDrafts", "courses"],
    ...["providerListings", "providerOrders", "platformPromises", "inspectionChecklists", "outsideRouteCatalogue"],
  ],
  "reads one thing by its id, as `order` and `node` do": [
    ...["job", "houseRuleChange", "referral", "ruleDraft", "ruleVersion", "bulkBatch", "evidence", "review"],
    ...["providerApplication", "guide", "inspection", "attempt", "course", "enrolment"],
  ],
  "is where a stream begins; the tour takes the cursor that what it reads has": [
    ...["myComplaintsCursor", "moderationQueueCursor", "inspectionsCursor"],
  ],
  "undoes, refuses or ends what the tour does": [
    ...["withdrawComplaint", "refuseComplaint", "declineOffer", "withdrawOffer", "contestSettlement", "cancelOrder"],
    ...["renewLease", "releaseComplaint", "endEvidenceStage", "discardRulingDraft", "declineRuling", "unhideReview"],
    ...["declineProviderInvitation", "withdrawProviderInvitation", "removeProviderMember", "withdrawPromise"],
    ...["withdrawVerificationDocument", "releaseProviderApplication", "requestApplicationChanges"],
    ...["rejectProviderApplication", "stopInspectionPlan", "cancelEnrolment", "withdrawGuide"],
    ...["updateRuleDraft", "discardRuleDraft", "declineHouseRuleChange", "withdrawHouseRuleChange"],
  ],
  "is written as what the tour writes: a promise, a course, a rule": [
    ...["createListing", "updateListing", "setListingStatus", "updateProvider", "publishPlatformPromise"],
    ...["saveGuideDraft", "publishGuide", "publishInspectionChecklist", "publishOutsideRoute"],
    ...["publishRuleVersion", "publishRuleDraft", "assignInspection"],
  ],
  "belongs to a turn that the tour's case does not take": [
    ...["submitDefence", "contestRemedy", "checkRemedy", "waiveRemedy", "closeUnremedied"],
    ...["contestCompensation", "confirmPayout", "reportCompensationMissing"],
    ...["imposeInterimMeasure", "confirmInterimMeasure", "liftInterimMeasure"],
    ...["requestInterimReview", "decideInterimReview"],
    ...["imposeFilingLimit", "confirmFilingLimit", "liftFilingLimit", "contestFilingLimit", "decideFilingLimitContest"],
    ...["contestLicence", "answerLicenceContest", "decideLicenceContest"],
    ...["hearProvider", "answerInspection", "openPlatformCase"],
  ],
};

/** Who plays the part that `# as:` names. */
const CAST = {
  anyone: "",
  consumer: "li.na",
  "another consumer": "tom",
  provider: "wang.owner",
  moderator: "chen.mod",
  "another moderator": "liu.mod",
  lead: "zhou.lead",
  "another lead": "qian.lead",
  inspector: "he.inspect",
  finance: "wu.finance",
  "another of finance": "xu.finance",
  administrator: "admin",
  auditor: "sun.audit",
  trainer: "lin.train",
} as const;

describe("the examples, run one after the other", () => {
  let world: World;
  /** The last id of each kind that an answer showed: what a reader would paste. */
  const latest = new Map<string, string>();
  const streams = new Map<string, Stream>();

  beforeAll(async () => {
    world = await startWorld("sqlite");
    // The tour shows what points call for, whatever the provider's rate.
    await setFlatRules(world.db);
    await sellWhileApprovalIsAwaited(world.db);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(EXAMPLES)("$file works", async (example) => {
    for (const name of example.first) await play(EXAMPLES.find((other) => other.name === name) ?? example);
    await play(example);
  });

  it("showed every live stream something", () => {
    expect([...streams.keys()]).toEqual([
      ...["WatchMyCases", "WatchInbox", "WatchCase", "WatchQueue", "WatchViewers", "WatchRegister", "WatchRulings"],
      "WatchProvider",
      "WatchVetting",
      "WatchInspections",
      "WatchDossier",
    ]);
    for (const { received, errors } of streams.values()) {
      expect(errors).toEqual([]);
      expect(received.length).toBeGreaterThan(1);
    }
  });

  it("recorded events that carry what the catalogue says of them", async () => {
    expect(await misshapen(world, (await toldEvents(world)).values())).toEqual([]);
  });

  function actors(as: string): Promise<Person>[] {
    const parts = as.includes(" or ") ? [as.split(/,| or /)[0] ?? ""] : as.split(", then ");
    return parts.map(async (part) => {
      const login = part === "anyone signed in" ? "li.na" : CAST[part as keyof typeof CAST];
      return login ? world.as(login) : world.visitor;
    });
  }

  async function play(example: Example): Promise<void> {
    for (const person of actors(example.as)) await run(example, await person);
  }

  /** What a reader fills in: ids, the cursor and the lease's token as shown before, and a day to come. */
  function fill(variables: string): Record<string, unknown> {
    const soon = new Date(world.clock.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    return JSON.parse(
      variables
        .replace(/([a-z]{3})_…/g, (_, kind: string) => latest.get(kind) ?? `no ${kind} yet`)
        .replace('"after": "…"', `"after": "${latest.get("cursor") ?? ""}"`)
        .replace(/"leaseToken": \d+/, `"leaseToken": ${latest.get("leaseToken") ?? "0"}`)
        .replace("YYYY-MM-DD", soon),
    ) as Record<string, unknown>;
  }

  async function run({ source, variables, name }: Example, person: Person): Promise<void> {
    const filled = fill(variables);
    const operation = getOperationAST(parse(source));
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
      const stream = person.follow(source, filled);
      if (!streams.has(name)) streams.set(name, stream);
      await stream.until(({ received }) => received.length > 0);
      return;
    }
    const data = await person.ok(source, filled);
    const answer = JSON.stringify(data);
    for (const [id, kind] of answer.matchAll(/\b([a-z]{3})_[0-9a-z]{26}\b/g)) latest.set(kind ?? "", id);
    for (const [, cursor] of answer.matchAll(/"cursor":"([^"]+)"/g)) latest.set("cursor", cursor ?? "");
    for (const [, token] of answer.matchAll(/"token":(\d+)/g)) latest.set("leaseToken", token ?? "");
    for (const [, uploadUrl = ""] of answer.matchAll(/"uploadUrl":"([^"]+)"/g))
      expect((await fetchAsOwner(uploadUrl, { method: "PUT", body: "hello" })).ok).toBe(true);
    if (data.advanceClock) await world.later(0);
    const { confirmRemedy, confirmSettlement, closeExternal, decideAppeal, waiveAppeal, payFine } = data;
    if (data.approveProviderApplication)
      expect(data.approveProviderApplication.application.provider.status).toBe("ACTIVE");
    if (confirmRemedy) expect(confirmRemedy.complaint.closureReason).toBe("REMEDIED");
    if (confirmSettlement) expect(confirmSettlement.complaint.closureReason).toBe("SETTLED");
    if (closeExternal) expect(closeExternal.complaint.closureReason).toBe("EXTERNAL");
    if (decideAppeal) expect(decideAppeal.complaint.ruling.replaces.status).toBe("REVERSED");
    if (waiveAppeal && person === (await world.as("wang.owner")))
      expect(waiveAppeal.complaint.status).toBe("ENFORCING");
    if (data.eventsSince)
      expect(data.eventsSince.updates.map((update: { event: { type: string } }) => update.event.type)).toContain(
        "OFFER_MADE",
      );
    if (payFine) expect(payFine.penalty.fine).toMatchObject({ status: "PAID", paidBy: "DEPOSIT" });
  }
});
