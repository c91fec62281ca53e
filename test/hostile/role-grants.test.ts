import { caseIn, openCase, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

const REASON = { outcome: "DISMISSED", reason: "处理决定有据，予以维持。The ruling stands." };
const OPEN =
  "{ roleGrants(first: 50, status: PROPOSED) { nodes { id role login reason availableActions { action unavailableBecause { code availableAt } } } } }";
const INBOX = "{ inbox { notices(first: 20) { nodes { type text account { id displayName } } } } }";

/** H7: one administrator alone decided cases and gave the second signature. Tom and Lin are the administrator's puppets. */
forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const rolesOf = async (login: string): Promise<string[]> =>
    (await (await world.as(login)).ok("{ viewer { roles } }")).viewer.roles;
  const codeOf = async (who: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions.code;
  const inboxOf = async (login: string): Promise<{ type: string; text: string }[]> =>
    (await (await world.as(login)).ok(INBOX)).inbox.notices.nodes;

  /** Somebody proposes to give the role on top of what the person holds; answers the proposal. */
  async function propose(login: string, role: string, by = "admin"): Promise<string> {
    const { accountId } = await world.as(login);
    const roles = [...(await rolesOf(login)), role];
    const { account } = await (
      await world.as(by)
    ).do("setAccountRoles", { accountId, roles, reason: "需要人手。" }, "{ account { proposedRoles { id role } } }");
    return account.proposedRoles.find((grant: { role: string }) => grant.role === role).id;
  }
  const approve = async (who: string, roleGrantId: string): Promise<unknown> =>
    (await world.as(who)).do("approveRoleGrant", { roleGrantId }, "{ roleGrant { status } }");
  const approval = (who: string, roleGrantId: string) => codeOf(who, "approveRoleGrant", { roleGrantId });

  /** A grave ruling of Tom's that waits for a second signature. */
  async function graveRulingOfTom(): Promise<{ theCase: WorldCase; rulingId: string }> {
    const theCase = await caseIn(world, "UNDER_REVIEW", { moderator: "tom" });
    const findings = ((await theCase.ruling()).findings as object[]).map((each) => ({ ...each, severity: "L4" }));
    await theCase.do("tom", "issueRuling", {
      leaseToken: await theCase.take(),
      ...(await theCase.ruling({ findings })),
    });
    return {
      theCase,
      rulingId: (await theCase.look("rulingAwaitingApproval { id }")).rulingAwaitingApproval.id as string,
    };
  }

  further("an administrator alone makes nobody a moderator or a lead; leads and auditors are told", async () => {
    const [moderator, lead] = [await propose("tom", "MODERATOR"), await propose("lin.train", "LEAD_MODERATOR")];
    expect([await rolesOf("tom"), await rolesOf("lin.train")]).toEqual([["CONSUMER"], ["TRAINER"]]);
    const theCase = await caseIn(world, "SUBMITTED");
    expect(await codeOf("tom", "takeComplaint", { complaintId: theCase.id })).toBe("FORBIDDEN");

    for (const grant of [moderator, lead]) {
      expect(await approval("admin", grant)).toBe("SECOND_APPROVER_REQUIRED");
      for (const who of ["tom", "lin.train", "chen.mod", "he.inspect", "sun.audit"])
        expect([who, await approval(who, grant)]).toEqual([who, "FORBIDDEN"]);
    }
    expect(await approval("zhou.lead", "rgr_7zzzzzzzzzzzzzzzzzzzzzzzzz")).toBe("NOT_FOUND");
    // Asking twice is not two people.
    await propose("tom", "MODERATOR");
    expect(await rolesOf("tom")).toEqual(["CONSUMER"]);

    for (const who of ["zhou.lead", "qian.lead", "sun.audit"]) {
      expect((await inboxOf(who)).map(({ type }) => type)).toEqual(["ROLE_PROPOSED", "ROLE_PROPOSED"]);
      const { nodes } = (await (await world.as(who)).ok(OPEN)).roleGrants;
      expect(nodes.map(({ login, role }: { login: string; role: string }) => [login, role])).toEqual([
        ["lin.train", "LEAD_MODERATOR"],
        ["tom", "MODERATOR"],
      ]);
    }
    expect((await inboxOf("zhou.lead"))[1]).toMatchObject({
      text: "A role has been proposed for Tom Baker and waits for a second person: moderator.",
      account: { displayName: "Tom Baker" },
    });
    for (const who of ["li.na", "chen.mod"])
      expect((await inboxOf(who)).map(({ type }) => type)).not.toContain("ROLE_PROPOSED");
    expect((await (await world.as("chen.mod")).gql(OPEN)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const offered = async (who: string) => (await (await world.as(who)).ok(OPEN)).roleGrants.nodes[0].availableActions;
    expect(await offered("zhou.lead")).toEqual([
      { action: "APPROVE", unavailableBecause: null },
      { action: "DECLINE", unavailableBecause: null },
    ]);
    expect((await offered("admin"))[0].unavailableBecause.code).toBe("SECOND_APPROVER_REQUIRED");
    expect(await offered("sun.audit")).toEqual([]);
  });

  further("nobody gives themselves a role, also not by the hand of a second account of theirs", async () => {
    expect(
      await codeOf("admin", "setAccountRoles", {
        accountId: (await world.as("admin")).accountId,
        roles: ["LEAD_MODERATOR"],
      }),
    ).toBe("FORBIDDEN");
    const { accountId } = await world.as("he.inspect");
    await world.setRoles({ accountId, roles: ["ADMIN"] });
    const own = await propose("zhou.lead", "ADMIN", "he.inspect");
    expect(await approval("zhou.lead", own)).toBe("FORBIDDEN");
    expect(await codeOf("zhou.lead", "declineRoleGrant", { roleGrantId: own, reason: "不" })).toBe("FORBIDDEN");

    // An administrator whom admin made, with a lead, is no second person beside admin, nor beside that lead; nor is either beside them.
    await approve("zhou.lead", await propose("lin.train", "ADMIN"));
    await world.later(25);
    const [byAdmin, byLin] = [await propose("tom", "MODERATOR"), await propose("li.na", "INSPECTOR", "lin.train")];
    expect(await approval("lin.train", byAdmin)).toBe("SECOND_APPROVER_REQUIRED");
    for (const who of ["admin", "zhou.lead"]) expect(await approval(who, byLin)).toBe("SECOND_APPROVER_REQUIRED");
    await approve("qian.lead", byLin);
    await approve("zhou.lead", byAdmin);
    expect([await rolesOf("tom"), await rolesOf("li.na")]).toEqual([
      ["CONSUMER", "MODERATOR"],
      ["CONSUMER", "INSPECTOR"],
    ]);
  });

  further(
    "who gave somebody their role does not sign beside them, and a fresh role does not sign second at all",
    async () => {
      await approve("qian.lead", await propose("tom", "MODERATOR"));
      await approve("qian.lead", await propose("lin.train", "LEAD_MODERATOR"));
      const { theCase, rulingId } = await graveRulingOfTom();

      const tied = await (await world.as("qian.lead")).tryTo("approveRuling", { rulingId });
      expect(tied.extensions.code).toBe("SECOND_APPROVER_REQUIRED");
      const fresh = await (await world.as("lin.train")).tryTo("approveRuling", { rulingId });
      expect(fresh.extensions).toMatchObject({ code: "NOT_YET", availableAt: expect.any(String) });
      const offered = async (who: string) => {
        const { complaint } = await (
          await world.as(who)
        ).ok("query ($id: ID!) { complaint(id: $id) { availableActions { action unavailableBecause { code } } } }", {
          id: theCase.id,
        });
        const found = complaint.availableActions.find(({ action }: { action: string }) => action === "APPROVE_RULING");
        return found?.unavailableBecause?.code ?? "yes";
      };
      expect(await Promise.all(["qian.lead", "lin.train", "zhou.lead"].map(offered))).toEqual([
        "SECOND_APPROVER_REQUIRED",
        "NOT_YET",
        "yes",
      ]);
      await (await world.as("zhou.lead")).do("approveRuling", { rulingId });

      // Nor does the one who gave the role judge the appeal; the fresh lead may, a day later.
      await theCase.do("wang.owner", "appealRuling", {
        ground: "NEW_EVIDENCE",
        text: "处理决定认定事实有误，请求复核。",
      });
      await theCase.answerAppeals();
      const decide = { complaintId: theCase.id, ...REASON };
      expect(await codeOf("qian.lead", "decideAppeal", decide)).toBe("SECOND_APPROVER_REQUIRED");
      expect(await codeOf("lin.train", "decideAppeal", decide)).toBe("NOT_YET");
      expect(await codeOf("zhou.lead", "decideAppeal", decide)).toBe("CONFLICT_OF_INTEREST");
      await world.later(24);
      await (await world.as("lin.train")).do("decideAppeal", decide);
      expect((await theCase.look()).status).toBe("ENFORCING");
    },
  );

  further("a role that is taken away and given anew by others ties to them, and to nobody else", async () => {
    await approve("qian.lead", await propose("tom", "MODERATOR"));
    const { accountId } = await world.as("tom");
    await (await world.as("admin")).do("setAccountRoles", { accountId, roles: ["CONSUMER"] }, "{ account { id } }");
    expect(await rolesOf("tom")).toEqual(["CONSUMER"]);
    expect((await inboxOf("sun.audit"))[0]).toMatchObject({ type: "ACCOUNT_ROLES_CHANGED" });
    await approve("zhou.lead", await propose("tom", "MODERATOR"));
    const { rulingId } = await graveRulingOfTom();
    expect(await codeOf("zhou.lead", "approveRuling", { rulingId })).toBe("SECOND_APPROVER_REQUIRED");
    await (await world.as("qian.lead")).do("approveRuling", { rulingId });
  });

  test("nobody signs beside whoever may not decide in the case any more; what they drafted is declined", async () => {
    const { accountId } = await world.as("tom");
    const roles = (given: string[]) => world.setRoles({ accountId, roles: given });
    const access = async (mutation: string) =>
      (await world.as("admin")).do(mutation, { accountId, reason: "正在核实。" }, "{ account { id } }");
    const leaving: Record<string, [(theCase: WorldCase) => Promise<unknown>, (() => Promise<unknown>)?]> = {
      recused: [(theCase) => theCase.do("tom", "recuse", { reason: "服务商是我的亲戚。" })],
      "no moderator": [() => roles(["CONSUMER"])],
      suspended: [() => access("suspendAccount"), () => access("reinstateAccount")],
      partial: [() => openCase(world, { consumer: "tom" })],
    };
    for (const [why, [leave, back]] of Object.entries(leaving)) {
      await roles(["CONSUMER", "MODERATOR"]);
      const { theCase, rulingId } = await graveRulingOfTom();
      const zhou = await world.as("zhou.lead");
      const offered = async () => {
        const { availableActions } = await theCase.look(
          "availableActions { action unavailableBecause { reason } }",
          zhou,
        );
        return availableActions.find(({ action }: { action: string }) => action === "APPROVE_RULING")
          .unavailableBecause;
      };
      expect([why, await offered()]).toEqual([why, null]);
      await leave(theCase);
      const gone = { reason: "guard.firstSignerGone" };
      expect([why, await offered()]).toEqual([why, gone]);
      expect((await zhou.tryTo("approveRuling", { rulingId })).extensions).toMatchObject(gone);
      await zhou.do("declineRuling", { rulingId, reason: "由另一位处理专员重新决定。" });
      await back?.();
      // They sign in anew.
      world.advance(0);
    }
  });

  test("roles are taken away by one person, at once, and a proposal with them", async () => {
    const [chen, tom] = [await world.as("chen.mod"), await world.as("tom")];
    const theCase = await caseIn(world, "SUBMITTED");
    const grant = await propose("tom", "MODERATOR");
    const admin = await world.as("admin");
    await admin.do("setAccountRoles", { accountId: chen.accountId, roles: [] }, "{ account { id } }");
    expect(await codeOf("chen.mod", "takeComplaint", { complaintId: theCase.id })).toBe("FORBIDDEN");
    await admin.do("setAccountRoles", { accountId: tom.accountId, roles: ["CONSUMER"] }, "{ account { id } }");
    expect(await approval("zhou.lead", grant)).toBe("NOT_IN_THIS_STATE");
    expect(await rolesOf("tom")).toEqual(["CONSUMER"]);
  });

  further("a proposal ends when nobody decides it, and with its proposer's own role", async () => {
    const late = await propose("tom", "MODERATOR");
    world.clock.advance(7 * 24 * 3_600_000);
    expect(await approval("zhou.lead", late)).toBe("TOO_LATE");
    await world.later(0);
    expect(await approval("zhou.lead", late)).toBe("NOT_IN_THIS_STATE");
    expect((await inboxOf("admin"))[0]).toMatchObject({ type: "ROLE_PROPOSAL_LAPSED" });

    const left = await propose("tom", "MODERATOR");
    await world.setRoles({ accountId: (await world.as("admin")).accountId, roles: ["TRAINER"] });
    expect(await approval("zhou.lead", left)).toBe("NOT_IN_THIS_STATE");
    await world.setRoles({ accountId: (await world.as("admin")).accountId, roles: ["ADMIN"] });
    const { accountId } = await world.as("tom");
    const admin = await world.as("admin");
    await admin.do("suspendAccount", { accountId, reason: "x" }, "{ account { id } }");
    expect(await approval("zhou.lead", left)).toBe("NOT_IN_THIS_STATE");
  });

  test("of several who decide at once one does", async () => {
    const roleGrantId = await propose("tom", "MODERATOR");
    const tries = await Promise.all(
      ["zhou.lead", "qian.lead", "zhou.lead", "qian.lead"].map(async (who, at) => {
        const person = await world.as(who);
        const mutation = at < 3 ? "approveRoleGrant" : "declineRoleGrant";
        const input = { roleGrantId, reason: "意见" };
        const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
        const { errors } = await person.gql(
          `mutation ($input: ${type}) { ${mutation}(input: $input) { roleGrant { id } } }`,
          { input },
        );
        return errors?.[0]?.extensions.code ?? "yes";
      }),
    );
    expect(tries.sort()).toEqual(["NOT_IN_THIS_STATE", "NOT_IN_THIS_STATE", "NOT_IN_THIS_STATE", "yes"]);
    const given = (await rolesOf("tom")).includes("MODERATOR");
    const [grant] = await world.db.query<{ status: string }>("SELECT status FROM role_grant");
    expect(grant?.status).toBe(given ? "APPROVED" : "DECLINED");
  });
});
