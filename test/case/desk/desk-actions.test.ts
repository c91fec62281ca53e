import { openCase, caseIn, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { wouldSucceed } from "../../support/held-back";
import { pastTheSocket, type Ask } from "../../support/past-the-socket";
import { mutationDocument, startWorld, type Person, type World } from "../../support/world";

jest.setTimeout(300_000);

const REASON = "此案需要另一位同事处理。";
const VIEWERS = ["chen.mod", "liu.mod", "zhou.lead", "qian.lead", "sun.audit", "admin", "li.na", "wang.owner", "tom"];

type Situation = (world: World) => Promise<WorldCase>;

const after =
  (status: Parameters<typeof caseIn>[1], further: (theCase: WorldCase) => Promise<unknown>): Situation =>
  async (world) => {
    const theCase = await caseIn(world, status);
    await further(theCase);
    return theCase;
  };

const SITUATIONS: Record<string, Situation> = {
  "not the platform's": (world) => openCase(world),
  free: (world) => caseIn(world, "SUBMITTED"),
  taken: after("SUBMITTED", (theCase) => theCase.take("chen.mod")),
  "taken, and the lease ran out": after("EVIDENCE", (theCase) =>
    theCase.world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET lease_expires_at = ? WHERE id = ?", [tx.now, theCase.id]),
    ),
  ),
  "assigned to another": after("SUBMITTED", (theCase) =>
    theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "liu.mod", reason: REASON }),
  ),
  escalated: after("SUBMITTED", async (theCase) =>
    theCase.do("chen.mod", "escalateToLead", { leaseToken: await theCase.take("chen.mod"), reason: REASON }),
  ),
  "on hold": after("UNDER_REVIEW", async (theCase) =>
    theCase.do("chen.mod", "holdComplaint", {
      leaseToken: await theCase.take("chen.mod"),
      until: new Date(theCase.world.clock.now() + 3_600_000).toISOString(),
      reason: REASON,
    }),
  ),
  "recused by a moderator and a lead": after("SUBMITTED", async (theCase) => {
    for (const who of ["chen.mod", "zhou.lead"]) await theCase.do(who, "recuse", { reason: "服务商是我的亲戚。" });
  }),
  ruled: (world) => caseIn(world, "RULED"),
};

forEachDatabase((kind, further) => {
  let world: World;
  let ask: Ask;
  beforeAll(async () => {
    world = await startWorld(kind);
    ask = await pastTheSocket(world);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test.each(Object.entries(SITUATIONS))("%s: what is offered succeeds, and nothing else does", async (_, make) => {
    const theCase = await make(world);
    // The same for all: what succeeds is taken back.
    const commands = Object.entries(await commandsOf(theCase));
    for (const login of VIEWERS) {
      const viewer = await world.as(login);
      const offered = await deskActions(viewer, theCase.id);
      const told: Record<string, string> = {};
      const found: Record<string, string> = {};
      for (const [action, [mutation, input]] of commands) {
        const offer = offered.find((each) => each.action === action);
        if (offer) expect(offer.mutation).toBe(mutation);
        const why = offer?.unavailableBecause;
        told[action] = !offer ? "not offered" : why ? [why.code, why.message, why.availableAt].join(" ") : "yes";
        const { succeeds, errors } = await wouldSucceed(() =>
          ask(viewer, mutationDocument(mutation, "{ clientMutationId }"), { input }),
        );
        const error = errors?.[0];
        const { code, availableAt = null } = error?.extensions ?? {};
        found[action] = succeeds
          ? "yes"
          : offer
            ? [code, error?.message, availableAt].join(" ")
            : notOffered(String(code));
      }
      expect([login, found]).toEqual([login, told]);
    }
  });

  further("in the viewer's language, and nothing for those it does not concern", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.take("chen.mod");
    expect((await deskActions(await world.as("liu.mod"), theCase.id)).map(({ action }) => action)).toEqual([
      "TAKE",
      "WRITE_NOTE",
      "RECUSE",
    ]);
    expect((await deskActions(await world.as("chen.mod"), theCase.id)).map(({ action }) => action)).toEqual([
      "TAKE",
      "RENEW",
      "RELEASE",
      "HOLD",
      "ESCALATE_TO_LEAD",
      "WRITE_NOTE",
      "RECUSE",
    ]);
    for (const login of ["sun.audit", "li.na", "wang.owner"])
      expect(await deskActions(await world.as(login), theCase.id)).toEqual([]);
  });

  further("notes are read by the platform's people who are on no side of the case, and by nobody else", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const before = await theCase.look(NOTED, await theCase.consumer);
    const text = "该服务商上月有同类投诉，内部参考。";
    await theCase.do("liu.mod", "writeNote", { text });
    await theCase.do("zhou.lead", "writeNote", { text: "请先核对物流。" });
    for (const login of ["chen.mod", "zhou.lead", "sun.audit"]) {
      const seen = await theCase.look(NOTED, await world.as(login));
      expect(seen.notes).toEqual([
        { text, writtenBy: { displayName: "刘洋" } },
        { text: "请先核对物流。", writtenBy: { displayName: "周敏" } },
      ]);
      expect(JSON.stringify(seen.messages)).not.toContain(text);
      expect(seen.timeline.filter(({ type }: { type: string }) => type === "NOTE_WRITTEN")).toHaveLength(2);
    }
    for (const login of ["li.na", "wang.owner"]) {
      const seen = await theCase.look(NOTED, await world.as(login));
      expect(seen).toMatchObject({ notes: [], updatedAt: before.updatedAt });
      expect(JSON.stringify(seen)).not.toContain("内部参考");
      expect(JSON.stringify(seen)).not.toContain("NOTE_WRITTEN");
    }
    // A party with a staff role reads in their own case as the party.
    const own = await caseIn(world, "SUBMITTED", { consumer: "tom" });
    await own.do("liu.mod", "writeNote", { text });
    const { accountId } = await world.as("tom");
    await world.setRoles({ accountId, roles: ["CONSUMER", "LEAD_MODERATOR"] });
    const tom = await world.as("tom");
    expect((await own.look(NOTED, tom)).notes).toEqual([]);
    expect((await tom.tryTo("writeNote", { complaintId: own.id, text })).extensions.code).toBe("CONFLICT_OF_INTEREST");
    await world.setRoles({ accountId, roles: ["CONSUMER"] });
  });

  further("who has the case is told of a colleague's note, and not of their own", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    await theCase.take("chen.mod");
    const inboxOf = async (login: string) => {
      const { inbox } = await (
        await world.as(login)
      ).ok("{ inbox { notices(first: 100) { nodes { type complaint { id } } } } }");
      return inbox.notices.nodes.filter(
        ({ type, complaint }: { type: string; complaint: { id: string } | null }) =>
          type === "NOTE_WRITTEN" && complaint?.id === theCase.id,
      ).length;
    };
    await theCase.do("chen.mod", "writeNote", { text: "等待物流回复。" });
    await theCase.do("liu.mod", "writeNote", { text: "物流已回复。" });
    expect([await inboxOf("chen.mod"), await inboxOf("li.na"), await inboxOf("wang.owner")]).toEqual([1, 0, 0]);
  });
});

/** What the case says of its notes, its thread and itself. */
const NOTED =
  "version updatedAt notes { nodes { text writtenBy { displayName } } } messages { nodes { text } } timeline(first: 100) { nodes { type } }";

interface Offered {
  action: string;
  mutation: string;
  unavailableBecause: { code: string; message: string; availableAt: string | null } | null;
}

async function deskActions(viewer: Person, id: string): Promise<Offered[]> {
  const query = `query ($id: ID!) { complaint(id: $id) { deskActions { action mutation unavailableBecause { code message availableAt } } } }`;
  return (await viewer.ok(query, { id })).complaint?.deskActions ?? [];
}

async function commandsOf(theCase: WorldCase): Promise<Record<string, [string, Record<string, unknown>]>> {
  const complaintId = theCase.id;
  const { lease } = await theCase.look("lease { token }");
  const leased = { complaintId, leaseToken: lease?.token ?? 0 };
  const until = new Date(theCase.world.clock.now() + 7_200_000).toISOString();
  return {
    TAKE: ["takeComplaint", { complaintId }],
    RENEW: ["renewLease", leased],
    RELEASE: ["releaseComplaint", leased],
    HOLD: ["holdComplaint", { ...leased, until, reason: REASON }],
    REASSIGN: ["reassignComplaint", { complaintId, moderatorLogin: "qian.lead", reason: REASON }],
    ESCALATE_TO_LEAD: ["escalateToLead", { ...leased, reason: REASON }],
    WRITE_NOTE: ["writeNote", { complaintId, text: "消费者上月有一件同类案件。" }],
    RECUSE: ["recuse", { complaintId, reason: "服务商是我的亲戚。" }],
  };
}

/** What is not in the list must be refused, for one of the reasons that need no explanation beside a button. */
const notOffered = (code: string): string =>
  ["FORBIDDEN", "NOT_IN_THIS_STATE", "NOT_FOUND", "LEASE_REQUIRED", "CONFLICT_OF_INTEREST"].includes(code)
    ? "not offered"
    : code;
