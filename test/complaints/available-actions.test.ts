import { isEnumType } from "graphql";
import { createSchema } from "../../src/schema";
import type { TestDatabaseKind } from "../support/databases";
import { describeWith } from "../support/programs";
import { mutationDocument, startWorld, type GqlError, type Person, type World } from "../support/world";
import { caseIn, openCase, type CaseOptions, type Walkable, type WorldCase } from "./world-case";

jest.setTimeout(300_000);

/** Everyone who may look at a case or try to; chen.mod is the one who takes it where it is taken. */
const VIEWERS = {
  consumer: "li.na",
  "provider's owner": "wang.owner",
  "provider's staff": "zhao.staff",
  "moderator who works on it": "chen.mod",
  "another moderator": "liu.mod",
  lead: "zhou.lead",
  auditor: "sun.audit",
  administrator: "admin",
  stranger: "tom",
} as const;

const HOUR = 3_600_000;

/** A case in one of the situations that the table tells apart. */
type Situation = (world: World) => Promise<WorldCase>;

const at =
  (state: Walkable, further?: (file: WorldCase) => Promise<unknown>, options?: CaseOptions): Situation =>
  async (world) => {
    const file = await caseIn(world, state, options);
    await further?.(file);
    return file;
  };

const SITUATIONS: Record<string, Situation> = {
  "NEGOTIATING, just opened": at("NEGOTIATING"),
  "NEGOTIATING, an offer of the provider is open": at("NEGOTIATING", (file) => file.offer()),
  "NEGOTIATING, an offer of the consumer is open": at("NEGOTIATING", (file) => file.offer("li.na")),
  "NEGOTIATING, an offer ran out unnoticed": at("NEGOTIATING", async (file) => {
    await file.offer();
    await write(file, "UPDATE offer SET expires_at = expires_at - ? WHERE open_key = ?", 73 * HOUR);
  }),
  "NEGOTIATING, the demand is refused": at("NEGOTIATING", (file) =>
    file.do("wang.owner", "refuseDemand", { reason: "不同意" }),
  ),
  "NEGOTIATING, unanswered for 49 hours": at("NEGOTIATING", (file) => age(file, 49)),
  "NEGOTIATING, answered, for 49 hours": at("NEGOTIATING", async (file) => {
    await file.do("zhao.staff", "sendMessage", { text: "您好" });
    await age(file, 49);
  }),
  "NEGOTIATING, answered, for 73 hours": at("NEGOTIATING", async (file) => {
    await file.do("zhao.staff", "sendMessage", { text: "您好" });
    await age(file, 73);
  }),
  SETTLING: at("SETTLING"),
  "SETTLING, proof is filed": at("SETTLING", (file) =>
    file.do("wang.owner", "fileSettlementProof", { proof: "退款单号 1" }),
  ),
  "SUBMITTED, in the queue": at("SUBMITTED"),
  "SUBMITTED, taken": at("SUBMITTED", (file) => file.take()),
  "SUBMITTED, taken, information asked for twice": at("SUBMITTED", async (file) => {
    for (const text of ["请提供付款记录。谢谢", "请提供沟通截图。谢谢"]) {
      await file.do("chen.mod", "requestInformation", { leaseToken: await file.take(), text });
      await file.do("li.na", "supplyInformation", { text: "已提供" });
    }
  }),
  INFO_REQUESTED: at("INFO_REQUESTED"),
  EVIDENCE: at("EVIDENCE"),
  "EVIDENCE, the consumer closed theirs": at("EVIDENCE", (file) => file.do("li.na", "closeEvidence")),
  "EVIDENCE, second round, the provider is asked": at("UNDER_REVIEW", (file) => askForEvidence(file, "PROVIDER")),
  "EVIDENCE, second round, both closed, an answer is missing": at("UNDER_REVIEW", async (file) => {
    await askForEvidence(file, "CONSUMER");
    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
  }),
  "UNDER_REVIEW, taken": at("UNDER_REVIEW"),
  "UNDER_REVIEW, the lease ran out": at("UNDER_REVIEW", (file) =>
    write(file, "UPDATE complaint SET lease_expires_at = lease_expires_at - ? WHERE id = ?", HOUR),
  ),
  "UNDER_REVIEW, taken, two rounds of evidence over": at("UNDER_REVIEW", async (file) => {
    for (const side of ["PROVIDER", "CONSUMER"]) {
      await askForEvidence(file, side);
      await file.ring("EVIDENCE_REQUEST");
    }
    await file.take();
  }),
  "UNDER_REVIEW, a draft of the moderator awaits approval": at("UNDER_REVIEW", (file) => draft(file, "chen.mod")),
  "UNDER_REVIEW, a draft of the lead awaits approval": at("UNDER_REVIEW", async (file) => {
    await file.do("chen.mod", "releaseComplaint", { leaseToken: await file.take() });
    await draft(file, "zhou.lead");
  }),
  RULED: at("RULED"),
  ENFORCING: at("ENFORCING"),
  "ENFORCING, proof is filed": at("ENFORCING", async (file) => {
    const [remedyId] = await file.remedies();
    await file.do("wang.owner", "fileRemedyProof", { remedyId, proof: "退款单号 1" });
  }),
  "ENFORCING, in default": at("ENFORCING", (file) => file.ring("REMEDY_DUE")),
  "CLOSED, remedied": at("CLOSED"),
  "CLOSED, withdrawn": at("NEGOTIATING", (file) => file.do("li.na", "withdrawComplaint")),
};

interface Offered {
  action: string;
  mutation: string;
  unavailableBecause: { code: string; availableAt: string | null } | null;
}

function suite(kind: TestDatabaseKind, situations: string[]): void {
  let world: World;
  let allActions: string[];
  beforeAll(async () => {
    world = await startWorld(kind);
    const type = (await createSchema()).getType("ComplaintAction");
    allActions = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe.each(situations)("%s", (situation) => {
    test.each(Object.entries(VIEWERS))("for the %s (%s)", async (_, login) => {
      const make = SITUATIONS[situation] as Situation;
      const viewer = await world.as(login);
      const file = await make(world);
      const offered = await actionsFor(viewer, file.id);
      const told: Record<string, string> = {};
      const found: Record<string, string> = {};
      const commands = await commandsOf(file);
      for (const action of allActions) {
        const offer = offered.find((each) => each.action === action);
        const isOffered = offer !== undefined && offer.unavailableBecause === null;
        // What succeeds changes the case, so it gets one of its own.
        const command = (isOffered ? await commandsOf(await make(world)) : commands)[action];
        if (!command) throw new Error(`the test knows no command for the action ${action}`);
        const { mutation, input } = command;
        if (offer) expect(offer.mutation).toBe(mutation);
        if (!input) {
          expect([action, isOffered]).toEqual([action, false]);
          continue;
        }
        const { errors } = await viewer.gql(documentOf(mutation), { input });
        told[action] = isOffered ? "yes" : offer ? refusal(offer.unavailableBecause) : "not offered";
        found[action] = errors?.[0] ? (offer ? refusal(errors[0].extensions) : notOffered(errors[0])) : "yes";
      }
      expect(found).toEqual(told);
    });
  });
}

describe("on SQLite", () => suite("sqlite", Object.keys(SITUATIONS)));
describeWith("mariadbd", "on MariaDB", () =>
  suite("mariadb", [
    "NEGOTIATING, an offer of the provider is open",
    "SUBMITTED, taken",
    "UNDER_REVIEW, a draft of the moderator awaits approval",
    "ENFORCING, proof is filed",
  ]),
);

describe("people with two hats", () => {
  test("a moderator does not act as the platform in a case of their own, and is offered only a party's actions", async () => {
    await using world = await startWorld("sqlite");
    const file = await caseIn(world, "SUBMITTED", { consumer: "tom" });
    await setRoles(world, "tom", ["CONSUMER", "MODERATOR"]);
    const tom = await world.as("tom");
    expect((await actionsFor(tom, file.id)).map(({ action }) => action).sort()).toEqual([
      "SUBMIT_EVIDENCE",
      "WITHDRAW",
    ]);
    expect((await tom.tryTo("takeComplaint", { complaintId: file.id })).extensions.code).toBe("CONFLICT_OF_INTEREST");
    const commands = await commandsOf(file);
    for (const action of ["ACCEPT", "REFUSE", "REQUEST_INFORMATION"]) {
      const { mutation, input } = commands[action] as Command;
      expect([action, (await tom.tryTo(mutation, input ?? {})).extensions.code]).toEqual([
        action,
        "CONFLICT_OF_INTEREST",
      ]);
    }
  });

  test("whoever complained and is no CONSUMER any more is offered nothing that the door then refuses", async () => {
    await using world = await startWorld("sqlite");
    const file = await openCase(world, { consumer: "tom" });
    await setRoles(world, "tom", ["MODERATOR"]);
    const tom = await world.as("tom");
    for (const { action, unavailableBecause } of await actionsFor(tom, file.id)) {
      if (unavailableBecause) continue;
      const { mutation, input } = (await commandsOf(file))[action] as Command;
      expect([action, (await tom.gql(documentOf(mutation), { input })).errors?.[0]?.extensions.code]).toEqual([
        action,
        undefined,
      ]);
    }
  });
});

async function actionsFor(viewer: Person, id: string): Promise<Offered[]> {
  const query = `query ($id: ID!) { complaint(id: $id) { availableActions { action mutation unavailableBecause { code availableAt } } } }`;
  return (await viewer.ok(query, { id })).complaint?.availableActions ?? [];
}

const refusal = (why: { code: string; availableAt?: string | null } | null): string =>
  [why?.code, why?.availableAt].filter(Boolean).join(" from ");

/** What is not in the list must be refused, for one of the reasons that need no explanation beside a button. */
const notOffered = ({ extensions: { code } }: GqlError): string =>
  ["FORBIDDEN", "NOT_IN_THIS_STATE", "NOT_FOUND"].includes(code) ? "not offered" : code;

const documentOf = (mutation: string): string => mutationDocument(mutation, "{ clientMutationId }");

interface Command {
  mutation: string;
  /** null: the mutation takes the id of something that the case does not have, so it cannot even be tried. */
  input: Record<string, unknown> | null;
}

/** Each action's mutation with an input that is right for the case as it stands. */
async function commandsOf(file: WorldCase): Promise<Record<string, Command>> {
  const { lease, offers, requests, ruling, rulingAwaitingApproval } = await file.look(
    "lease { token } offers { id status } requests { id kind answeredAt } ruling { id remedies { id proofFiledAt } } rulingAwaitingApproval { id }",
  );
  const ofCase = { complaintId: file.id };
  const leased = { ...ofCase, leaseToken: lease?.token ?? 0 };
  const offerId = offers.at(-1)?.id ?? "ofr_7zzzzzzzzzzzzzzzzzzzzzzzzz";
  const remedyId = ruling?.remedies[0]?.id ?? "rmd_7zzzzzzzzzzzzzzzzzzzzzzzzz";
  const draftId = rulingAwaitingApproval?.id ?? ruling?.id;
  const offer = { kind: "APOLOGY", text: "道歉并补做", offerId };
  const text = "请提供付款记录和沟通截图。";
  const commands: Record<string, [string, Record<string, unknown> | null]> = {
    SEND_MESSAGE: ["sendMessage", { ...ofCase, text }],
    MAKE_OFFER: ["makeOffer", { ...ofCase, kind: "APOLOGY", text: "道歉" }],
    COUNTER_OFFER: ["counterOffer", { ...ofCase, ...offer }],
    DECLINE_OFFER: ["declineOffer", { ...ofCase, offerId }],
    WITHDRAW_OFFER: ["withdrawOffer", { ...ofCase, offerId }],
    REFUSE_DEMAND: ["refuseDemand", { ...ofCase, reason: text }],
    ACCEPT_OFFER: ["acceptOffer", { ...ofCase, offerId }],
    ESCALATE: ["escalateComplaint", ofCase],
    FILE_SETTLEMENT_PROOF: ["fileSettlementProof", { ...ofCase, proof: text }],
    CONFIRM_SETTLEMENT: ["confirmSettlement", ofCase],
    CONTEST_SETTLEMENT: ["contestSettlement", { ...ofCase, reason: text }],
    REQUEST_INFORMATION: ["requestInformation", { ...leased, text }],
    SUPPLY_INFORMATION: ["supplyInformation", { ...ofCase, text }],
    REFUSE: ["refuseComplaint", { ...leased, ground: "NO_PROMISE", text }],
    ACCEPT: ["acceptComplaint", leased],
    SUBMIT_EVIDENCE: [
      "createEvidenceUpload",
      {
        ...ofCase,
        kind: "SCREENSHOT",
        title: "截图",
        fileName: "chat.png",
        mediaType: "image/png",
        size: 9,
        sha256: "0".repeat(64),
      },
    ],
    SUBMIT_DEFENCE: ["submitDefence", { ...ofCase, text }],
    CLOSE_EVIDENCE: ["closeEvidence", ofCase],
    END_EVIDENCE_STAGE: ["endEvidenceStage", leased],
    REQUEST_EVIDENCE: ["requestEvidence", { ...leased, addressedTo: "PROVIDER", text }],
    ANSWER_EVIDENCE_REQUEST: [
      "answerEvidenceRequest",
      {
        ...ofCase,
        requestId: requests.findLast(({ kind }: { kind: string }) => kind === "EVIDENCE")?.id ?? "req_x",
        text,
      },
    ],
    ISSUE_RULING: ["issueRuling", { ...leased, ...(await file.ruling()) }],
    APPROVE_RULING: ["approveRuling", draftId ? { rulingId: draftId } : null],
    DECLINE_RULING: ["declineRuling", draftId ? { rulingId: draftId, note: text } : null],
    FILE_REMEDY_PROOF: ["fileRemedyProof", { ...ofCase, remedyId, proof: text }],
    CONFIRM_REMEDY: ["confirmRemedy", { ...ofCase, remedyId }],
    WAIVE_REMEDY: ["waiveRemedy", { ...ofCase, remedyId }],
    CLOSE_UNREMEDIED: ["closeUnremedied", { ...ofCase, reason: text }],
    WITHDRAW: ["withdrawComplaint", ofCase],
  };
  return Object.fromEntries(
    Object.entries(commands).map(([action, [mutation, input]]) => [action, { mutation, input }]),
  );
}

async function askForEvidence(file: WorldCase, addressedTo: string): Promise<void> {
  await file.do("chen.mod", "requestEvidence", {
    leaseToken: await file.take(),
    addressedTo,
    text: "请提供与交付时间有关的记录。",
  });
}

/** A ruling grave enough to need a second person. */
async function draft(file: WorldCase, who: string): Promise<void> {
  const ruling = await file.ruling();
  const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
  await file.do(who, "issueRuling", { leaseToken: await file.take(who), ...ruling, findings });
}

/** As if it had been opened so many hours earlier. */
const age = (file: WorldCase, hours: number): Promise<void> =>
  write(file, "UPDATE complaint SET opened_at = opened_at - ? WHERE id = ?", hours * HOUR);

const write = (file: WorldCase, sql: string, amount: number): Promise<void> =>
  file.world.db.transact(async (tx) => tx.execute(sql, [amount, file.id]));

async function setRoles(world: World, login: string, roles: string[]): Promise<void> {
  const { accountId } = await world.as(login);
  await (await world.as("admin")).do("setAccountRoles", { accountId, roles }, "{ account { id } }");
}
