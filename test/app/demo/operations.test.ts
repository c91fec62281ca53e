import { buildSchema, getOperationAST, Kind, parse, validate } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { misshapen, toldEvents } from "../../support/told-events";
import type { Stream, World } from "../../support/world";
import { EXAMPLES, startTour, Tour, type Turn } from "./tour";

const ROOT = join(__dirname, "../../..");
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
  "takes an address and the code that is sent there; the demo sends no mail": [
    ...["mailing", "addContactPoint", "sendContactCode", "verifyContactPoint", "setLetterFrequency"],
    ...["removeContactPoint", "requestPasswordReset"],
  ],
  "takes the token that a push service gives to an app; the demo tells no apps": ["registerDevice", "unregisterDevice"],
  "is about all that is held on a person, whom the tour would have to delete": [
    ...["requestDataExport", "dataExport", "requestAccountErasure", "withdrawAccountErasure"],
    ...["placeLegalHold", "endLegalHold"],
  ],
  "says of a thread what `markInboxRead` says of the inbox": ["markMessagesSeen"],
  "takes a code or a device that the tour does not have": [
    ...["signInWithCode", "beginPasskeySignIn", "signInWithPasskey", "beginTotp", "confirmTotp"],
    ...["beginPasskey", "confirmPasskey", "createRecoveryCodes", "removeSecondFactor", "resetSecondFactors"],
  ],
  "gives roles and takes accounts away, for administrators, who have the pages for it": [
    ...["accounts", "roleGrants", "setAccountRoles", "suspendAccount", "reinstateAccount"],
    ...["approveRoleGrant", "declineRoleGrant"],
  ],
  "returns a key that the tour must not print, or is about one; the guide of API clients shows how": [
    ...["createApiClient", "updateApiClient", "closeApiClient", "createApiKey", "revokeApiKey"],
    ...["apiClient", "apiClients", "sandboxes", "createSandbox", "deleteSandbox"],
    ...["createWebhookEndpoint", "updateWebhookEndpoint", "deleteWebhookEndpoint", "rotateWebhookSecret"],
    ...["sendTestWebhook", "redeliverWebhook", "redeliverWebhooks", "webhookEndpoint", "webhookEndpoints"],
  ],
  "is a list, paged and filtered as those that the tour shows": [
    ...["filingLimits", "licenceContests", "interimMeasuresWaiting", "casesInDefault", "ruleDrafts", "courses"],
    ...["providerListings", "providerOrders", "platformPromises", "inspectionChecklists", "outsideRouteCatalogue"],
  ],
  "is there in sandboxes only": ["advanceTestClock", "createTestCase"],
  "asks a marketplace, which the tour has not": ["fetchOrder"],
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
    ...["updateQueueView", "deleteQueueView", "updateCannedText", "deleteCannedText"],
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
  "is about a payment side, which the tour's platform has none of": [
    ...["instructPayment", "lookIntoInstruction", "paymentInstructions"],
  ],
};

describe("the examples, run one after the other", () => {
  let world: World;
  let tour: Tour;
  const streams = new Map<string, Stream>();

  beforeAll(async () => {
    world = await startTour();
    tour = new Tour(world, run);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it.each(EXAMPLES)("$file works", (example) => tour.play(example));

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

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async function run({ example: { source, name, stream }, person, variables }: Turn): Promise<Record<string, any>> {
    if (stream) {
      const followed = person.follow(source, variables);
      if (!streams.has(name)) streams.set(name, followed);
      await followed.until(({ received }) => received.length > 0);
      return {};
    }
    const data = await person.ok(source, variables);
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
    return data;
  }
});
