import { payOrderOver } from "../adjudication/payments/paid-in";
import { PastMembership } from "../../src/market/providers/past-membership.entity";
import { Provider } from "../../src/market/providers/provider.entity";
import { settleStanding } from "../../src/market/vetting/settle-standing";
import { ContactPoint } from "../../src/accounts/contacts/contact-point.entity";
import { newId } from "../../src/platform/ids";
import { Refusal } from "../../src/platform/refusal";
import { MESSAGES } from "../../src/app/messages";
import { appeal, REASONS } from "../adjudication/decisions/appealed-case";
import { caseIn, countRows, openCase, placeOrder } from "../case/complaints/world-case";
import { accept, invite, join } from "../market/providers/membership";
import { forEachDatabase } from "../support/databases";
import { signIn, startWorld, type Person, type World } from "../support/world";
import { Applicant, creditCode } from "../market/vetting/applicant";

const messages = MESSAGES.en;

const PASSWORD = "correct horse battery";
const INVITATION = "{ invitation { id login role status expiresAt } }";
const REASON = "此案需要另一位同事处理。";
const DAY_HOURS = 24;
const TEXT = "初稿准时,海报也送到了。";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const codeOf = async (who: Person, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await who.tryTo(mutation, input)).extensions.code;

  async function demoProvider(): Promise<string> {
    const { viewer } = await (await world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`);
    return viewer.memberships[0].provider.id;
  }

  /** One that nobody has to pass by itself. */
  async function aCourse(): Promise<string> {
    const { courses } = await world.visitor.ok(`{ courses(first: 100) { nodes { id current { assignment } } } }`);
    type Course = { id: string; current: { assignment: string } };
    return courses.nodes.find(({ current }: Course) => current.assignment !== "ONBOARDING").id;
  }

  const membershipsOf = async (person: Person): Promise<number> =>
    (await person.ok(`{ viewer { memberships { id } } }`)).viewer.memberships.length;

  /** Somebody who means ill, with a company of their own, as vetting leaves it when it was fooled. */
  async function evilCompany(admitted = true): Promise<{ evil: Person; providerId: string }> {
    const account = { login: "evil", password: PASSWORD, displayName: "Evil" };
    await world.visitor.do("registerAccount", account, "{ account { id } }");
    const evil = await signIn(world.url, "evil", PASSWORD);
    const company = { legalName: "Evil Ltd", licenceNo: "EVIL-0001" };
    const { provider } = await evil.do("registerProvider", company, "{ provider { id } }");
    if (admitted) await world.db.transact(async (tx) => tx.update(Provider, provider.id, { status: "ACTIVE" }));
    return { evil, providerId: provider.id };
  }

  /** Proposed by one, agreed to by another. */
  const setRoles = async (accountId: string, ...roles: string[]): Promise<void> => {
    const admin = await world.as("admin");
    const { account } = await admin.do(
      "setAccountRoles",
      { accountId, roles, reason: REASON },
      "{ account { proposedRoles { id } } }",
    );
    for (const { id: roleGrantId } of account.proposedRoles)
      await (await world.as("zhou.lead")).do("approveRoleGrant", { roleGrantId }, "{ clientMutationId }");
  };

  describe("anybody can be made a member of a provider without being asked", () => {
    further("capture the administrator: only the vetted invite, nothing follows, and staff cannot accept", async () => {
      const unvetted = await evilCompany(false);
      const offer = { providerId: unvetted.providerId, login: "admin", role: "OWNER" } as const;
      expect(await codeOf(unvetted.evil, "inviteProviderMember", offer)).toBe("NOT_IN_THIS_STATE");
      await world.db.transact(async (tx) => tx.update(Provider, unvetted.providerId, { status: "ACTIVE" }));
      const admin = await world.as("admin");
      const invitationId = await invite(unvetted.evil, offer);
      expect(await membershipsOf(admin)).toBe(0);
      const { message, extensions } = await admin.tryTo("acceptProviderInvitation", { invitationId });
      expect(extensions.code).toBe("CONFLICT_OF_INTEREST");
      expect([messages["provider.staffCannotJoin"], "平台工作人员不能加入服务商。"]).toContain(message);
      await admin.do("declineProviderInvitation", { invitationId }, "{ clientMutationId }");
    });

    further("hand on the company: whoever did not accept is no owner, and who owes something stays", async () => {
      const { evil, providerId } = await evilCompany();
      const tom = await world.as("tom");
      const invitationId = await invite(evil, { providerId, login: "tom", role: "OWNER" });
      const price = { amount: 100_000, currency: "CNY" };
      const offer = { providerId, category: "design", title: "Poster", description: "One", price };
      const { listing } = await evil.do("createListing", offer, "{ listing { id } }");
      const sold = { listingId: listing.id, kind: "OTHER", text: "Three days" };
      await evil.do("publishPromise", sold, "{ promise { id } }");
      await evil.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ listing { id } }");
      const lina = await world.as("li.na");
      const { order } = await lina.do("placeOrder", { listingId: listing.id }, "{ order { id } }");

      const leave = { providerId, accountId: evil.accountId };
      const refused = await evil.tryTo("removeProviderMember", leave);
      expect(refused.extensions.code).toBe("NOT_IN_THIS_STATE");
      expect(refused.message).toMatch(/orders to deliver 1, cases 0|未交付订单 1，未结案件 0/);
      // Nor does an outsider or a stranger end it for them.
      expect(await codeOf(tom, "removeProviderMember", leave)).toBe("FORBIDDEN");

      await lina.do("cancelOrder", { orderId: order.id }, "{ order { id } }");
      await evil.do("removeProviderMember", leave, "{ provider { id } }");
      expect(await membershipsOf(tom)).toBe(0);
      expect(await codeOf(tom, "acceptProviderInvitation", { invitationId })).toBe("NOT_IN_THIS_STATE");
      expect(await codeOf(lina, "placeOrder", { listingId: listing.id })).toBe("LISTING_UNAVAILABLE");
      expect((await world.db.byId(Provider, providerId))?.status).toBe("SUSPENDED");
    });

    test("walk out on a case: the last owner stays until it is over, whoever was invited meanwhile", async () => {
      const theCase = await openCase(world);
      const [owner, zhao] = [await world.as("wang.owner"), await world.as("zhao.staff")];
      const providerId = await demoProvider();
      const leave = { providerId, accountId: owner.accountId };
      const invitationId = await invite(owner, { providerId, login: "tom", role: "OWNER" });
      expect(await codeOf(owner, "removeProviderMember", leave)).toBe("NOT_IN_THIS_STATE");
      expect(await codeOf(zhao, "removeProviderMember", leave)).toBe("FORBIDDEN");
      await accept(await world.as("tom"), invitationId);
      await owner.do("removeProviderMember", leave, "{ provider { id } }");
      // Somebody answers for it who wanted to.
      expect((await world.db.byId(Provider, providerId))?.status).toBe("ACTIVE");
      await theCase.do("tom", "sendMessage", { text: "我来处理。" });
    });

    further("a company that nobody owns does not sell, whatever is verified of it", async () => {
      const shop = await Applicant.register(world, "tom", creditCode(42));
      await shop.addAll();
      const leave = { providerId: shop.id, accountId: (await world.as("tom")).accountId };
      const { id } = await shop.submit();
      const refused = await (await world.as("tom")).tryTo("removeProviderMember", leave);
      expect(refused.message).toMatch(/under review 1/);
      await shop.review(id);
      await shop.approve(id);
      expect(await shop.status()).toBe("ACTIVE");
      await (await world.as("tom")).do("removeProviderMember", leave, "{ provider { id } }");
      await world.db.transact(async (tx) => {
        const provider = await tx.lock(Provider, shop.id);
        if (provider) await settleStanding(tx, provider);
      });
      expect((await world.db.byId(Provider, shop.id))?.status).toBe("SUSPENDED");
    });

    further("escape training: an invited trainer assigns it all the same", async () => {
      const { evil, providerId } = await evilCompany();
      const trainer = await world.as("lin.train");
      const invitationId = await invite(evil, { providerId, login: "lin.train", role: "STAFF" });
      const course = { providerId, courseId: await aCourse(), reason: "请补上这一课。" };
      await trainer.do("assignCourse", course, "{ enrolment { id } }");
      expect(await codeOf(trainer, "acceptProviderInvitation", { invitationId })).toBe("CONFLICT_OF_INTEREST");
    });

    further("stop a bad review: an invited consumer writes it all the same", async () => {
      const { id: orderId } = await placeOrder(world, "li.na");
      const [owner, lina] = [await world.as("wang.owner"), await world.as("li.na")];
      await owner.do("deliverOrder", { orderId }, "{ order { id } }");
      await lina.do("completeOrder", { orderId }, "{ order { id } }");
      await invite(owner, { providerId: await demoProvider(), login: "li.na", role: "STAFF" });
      await payOrderOver(world, "li.na", orderId);
      await lina.do("writeReview", { orderId, stars: 1, text: TEXT }, "{ review { id } }");
    });

    test("enumerate logins: the same answer, and the same rows, for whoever it is and for nobody", async () => {
      const { evil, providerId } = await evilCompany();
      await join(evil, await world.as("zhao.staff"), { providerId, login: "zhao.staff", role: "STAFF" });
      const shapes = new Set<string>();
      const logins = ["admin", "li.na", "chen.mod", "he.inspect", "sun.audit", "lin.train", "zhao.staff", "evil"];
      for (const login of [...logins, "nobody.at.all", "no-one"]) {
        const counted = async () => {
          // With what is derived from it, and the notices, which are written when their events get their positions.
          await world.projected();
          return Promise.all(
            ["event_log", "notice", "provider_invitation", "account"].map((table) => countRows(world, table)),
          );
        };
        const before = await counted();
        const answer = await evil.do("inviteProviderMember", { providerId, login, role: "STAFF" }, INVITATION);
        const after = await counted();
        const { id, expiresAt, login: told, ...rest } = answer.invitation;
        expect([typeof id, typeof expiresAt, told]).toEqual(["string", "string", login]);
        shapes.add(JSON.stringify([rest, after.map((rows, index) => rows - (before[index] ?? 0))]));
      }
      expect([...shapes]).toEqual([JSON.stringify([{ role: "STAFF", status: "OPEN" }, [1, 1, 1, 0]])]);
      // What the owners see of it afterwards tells no more than they typed.
      const seen = await evil.ok(
        `query ($id: ID!) { provider(id: $id) { timeline(first: 100) { nodes { type data } } invitations(first: 100) { nodes { status login } } } }`,
        { id: providerId },
      );
      const told = seen.provider.timeline.nodes.filter(
        ({ type }: { type: string }) => type === "PROVIDER_MEMBER_INVITED",
      );
      expect(new Set(told.map(({ data }: { data: object }) => Object.keys(data).join()))).toEqual(
        new Set(["invitationId,role"]),
      );
      const statuses = seen.provider.invitations.nodes.map(({ status }: { status: string }) => status);
      expect(statuses.filter((status: string) => status !== "OPEN")).toEqual(["ACCEPTED"]);
      // And not many a day.
      const codes: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const { errors } = await evil.gql(
          `mutation ($input: InviteProviderMemberInput!) { inviteProviderMember(input: $input) ${INVITATION} }`,
          { input: { providerId, login: `guess-${n}`, role: "STAFF" } },
        );
        if (errors?.[0]) codes.push(errors[0].extensions.code);
      }
      expect(codes.length).toBeGreaterThan(0);
      expect(new Set(codes)).toEqual(new Set(["RATE_LIMITED"]));
    });

    further("block a promotion: an invited person can be made a moderator, and the invitation is gone", async () => {
      const { evil, providerId } = await evilCompany();
      const tom = await world.as("tom");
      const invitationId = await invite(evil, { providerId, login: "tom", role: "STAFF" });
      await setRoles(tom.accountId, "MODERATOR");
      expect((await tom.ok(`{ viewer { roles invitations { id } } }`)).viewer).toEqual({
        roles: ["MODERATOR"],
        invitations: [],
      });
      expect(await codeOf(tom, "acceptProviderInvitation", { invitationId })).toBe("NOT_FOUND");
    });

    test("an invitation is nobody's but the invited person's: not to see, not to answer, and told to them at once", async () => {
      const { evil, providerId } = await evilCompany();
      const tom = await world.as("tom");
      const inbox = tom.follow(`subscription { inboxUpdated { caughtUp notice { type text provider { id } } } }`);
      await inbox.until(({ received }) => received[0]?.caughtUp === true);
      const invitationId = await invite(evil, { providerId, login: "TOM", role: "STAFF" });
      await inbox.until(({ received }) => received.some(({ notice }) => notice !== null));
      expect(inbox.received.at(-1).notice).toMatchObject({
        type: "PROVIDER_MEMBER_INVITED",
        text: "Evil Ltd invites you to act for it. The invitation has no effect unless you accept.",
        provider: { id: providerId },
      });
      for (const login of ["li.na", "wang.owner", "chen.mod", "admin", "sun.audit"]) {
        const person = await world.as(login);
        for (const mutation of ["acceptProviderInvitation", "declineProviderInvitation"])
          expect([login, await codeOf(person, mutation, { invitationId })]).toEqual([login, "NOT_FOUND"]);
        const { provider } = await person.ok(
          `query ($id: ID!) { provider(id: $id) { invitations { nodes { id } } members { nodes { account { invitations { id } } } } } }`,
          { id: providerId },
        );
        expect([login, provider.invitations === null]).toEqual([login, login !== "sun.audit"]);
        for (const member of provider.members?.nodes ?? []) expect(member.account.invitations).toBeNull();
      }
      expect(await codeOf(world.visitor, "acceptProviderInvitation", { invitationId })).toBe("UNAUTHENTICATED");
      expect(await codeOf(await world.as("wang.owner"), "withdrawProviderInvitation", { invitationId })).toBe(
        "NOT_FOUND",
      );
      await accept(tom, invitationId);
      expect(await membershipsOf(tom)).toBe(1);
      await tom.hangUp();
    });
  });

  describe("conflicts of interest are per case only", () => {
    /** As if they had left the provider an hour ago. */
    const left = async (login: string, providerId: string): Promise<void> => {
      const { accountId } = await world.as(login);
      await world.db.transact(async (tx) =>
        tx.insert(PastMembership, {
          id: newId(PastMembership),
          ...{ providerId, accountId, role: "STAFF", joinedAt: 0, endedAt: tx.now - 3_600_000 },
        }),
      );
    };
    const WORDS = {
      MEMBER: /You act for this|您是该服务商/,
      FORMER_MEMBER: /acted for this|曾是该服务商/,
      OWN_CASE: /dispute of your own|存在争议/,
    };
    const conflict = (ground: keyof typeof WORDS) => ({
      code: "CONFLICT_OF_INTEREST",
      message: expect.stringMatching(WORDS[ground]),
    });
    /** Both have shown that the telephone is theirs. */
    const sharePhone = async (...logins: string[]): Promise<void> => {
      const people = await Promise.all(logins.map((login) => world.as(login)));
      await world.db.transact(async (tx) => {
        const shown = { state: "VERIFIED" as const, frequency: "AT_ONCE" as const, createdAt: 0, verifiedAt: 0 };
        for (const { accountId } of people)
          tx.insert(ContactPoint, {
            ...{ id: newId(ContactPoint), accountId, kind: "SMS", address: "", addressHash: logins.join(" ") },
            ...{ masked: "", codeGuesses: 0, ...shown },
          });
      });
      // People are known for a second.
      world.clock.advance(2_000);
    };
    const refusal = async (who: Person, mutation: string, input: Record<string, unknown>) => {
      const { message, extensions } = await who.tryTo(mutation, input);
      return { code: extensions.code, message };
    };

    test("they are read where somebody asks what they may do, also for the first time, and nowhere else", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      await left("liu.mod", await demoProvider());
      const liu = await world.as("liu.mod");
      const asked = [jest.spyOn(world.db, "ask"), jest.spyOn(world.db, "together")];
      const read = async (selection: string) => {
        asked.forEach((spy) => spy.mockClear());
        const answer = await theCase.look(selection, liu);
        const isRead = JSON.stringify(asked.map(({ mock }) => mock.calls)).includes("past_membership");
        return [answer, isRead];
      };
      for (const selection of ["title status", "title status viewerSide"])
        expect(await read(selection)).toEqual([expect.objectContaining({ status: "SUBMITTED" }), false]);
      const refused = { unavailableBecause: { code: "CONFLICT_OF_INTEREST" } };
      const offered = {
        deskActions: expect.arrayContaining([expect.objectContaining({ action: "TAKE", ...refused })]),
      };
      // Found out with the first, known with the second.
      for (let n = 0; n < 2; n += 1)
        expect(await read("deskActions { action unavailableBecause { code } }")).toEqual([
          expect.objectContaining(offered),
          true,
        ]);
    });

    test("where they cannot be read nothing is executed, and whoever asks is told to come back", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const chen = await world.as("chen.mod");
      const ask = world.db.ask.bind(world.db);
      const spy = jest.spyOn(world.db, "ask").mockImplementation((text, ...rest) => {
        if (text.includes("past_membership")) throw new Refusal("UNAVAILABLE");
        return ask(text, ...rest);
      });
      const { code } = await refusal(chen, "takeComplaint", { complaintId: theCase.id });
      spy.mockRestore();
      expect([code, await theCase.look("status", chen)]).toMatchObject(["UNAVAILABLE", { status: "SUBMITTED" }]);
    });

    test("a member removed the day before takes no case of the provider as a moderator, for two years", async () => {
      const theCase = await caseIn(world, "SUBMITTED");
      const providerId = await demoProvider();
      const zhao = await world.as("zhao.staff");
      const owner = await world.as("wang.owner");
      await owner.do("removeProviderMember", { providerId, accountId: zhao.accountId }, "{ provider { id } }");
      await world.later(DAY_HOURS);
      await setRoles(zhao.accountId, "MODERATOR");
      const moderator = await world.as("zhao.staff");
      expect(await refusal(moderator, "takeComplaint", { complaintId: theCase.id })).toEqual(conflict("FORMER_MEMBER"));
      const { deskActions } = await theCase.look("deskActions { action unavailableBecause { code } }", moderator);
      expect(deskActions).toEqual([
        { action: "TAKE", unavailableBecause: { code: "CONFLICT_OF_INTEREST" } },
        { action: "WRITE_NOTE", unavailableBecause: { code: "CONFLICT_OF_INTEREST" } },
        { action: "RECUSE", unavailableBecause: null },
      ]);
      // Nor does a lead give it to them, alone or with others.
      const lead = await world.as("zhou.lead");
      const assign = { complaintId: theCase.id, accountId: zhao.accountId, reason: REASON };
      expect(await codeOf(lead, "reassignComplaint", assign)).toBe("CONFLICT_OF_INTEREST");
      const { batch } = await lead.do(
        "applyBulkAction",
        { action: { kind: "ASSIGN", accountId: zhao.accountId, complaintIds: [theCase.id], reason: REASON } },
        "{ batch { items { outcome code } } }",
      );
      expect(batch.items).toEqual([{ outcome: "REFUSED", code: "CONFLICT_OF_INTEREST" }]);
      // Nor whoever is one of its sides by another account.
      await sharePhone("liu.mod", "li.na");
      await sharePhone("qian.lead", "wang.owner");
      const liu = await world.as("liu.mod");
      expect(await refusal(liu, "takeComplaint", { complaintId: theCase.id })).toEqual(conflict("OWN_CASE"));
      const qian = await world.as("qian.lead");
      expect(await refusal(qian, "takeComplaint", { complaintId: theCase.id })).toEqual(conflict("MEMBER"));
      const toLiu = { complaintId: theCase.id, moderatorLogin: "liu.mod", reason: REASON };
      expect(await codeOf(await world.as("zhou.lead"), "reassignComplaint", toLiu)).toBe("CONFLICT_OF_INTEREST");
      await theCase.do("chen.mod", "takeComplaint");
      // Nor whoever has declared a conflict in it, or decided it before, under another account of theirs; also where they had it already.
      await theCase.do("gao.lead", "recuse", { reason: "消费者是我的邻居。" });
      await sharePhone("gao.lead", "chen.mod");
      const chen = await world.as("chen.mod");
      const declared = { code: "CONFLICT_OF_INTEREST", message: messages["recused.DECLARED"] };
      const { lease } = await theCase.look("lease { token }");
      const had = { complaintId: theCase.id, leaseToken: lease.token };
      expect((await refusal(chen, "acceptComplaint", had)).code).toBe("CONFLICT_OF_INTEREST");
      await theCase.do("chen.mod", "releaseComplaint", { leaseToken: lease.token });
      expect(await refusal(chen, "takeComplaint", { complaintId: theCase.id })).toEqual(declared);
      const toChen = { complaintId: theCase.id, moderatorLogin: "chen.mod", reason: REASON };
      expect(await codeOf(await world.as("zhou.lead"), "reassignComplaint", toChen)).toBe("CONFLICT_OF_INTEREST");
      // The day comes when it is over; what is open then is theirs as anybody's.
      await world.db.transact(async (tx) =>
        tx.execute("UPDATE past_membership SET ended_at = ended_at - ?", [730 * 24 * 3_600_000]),
      );
      const other = await caseIn(world, "SUBMITTED");
      await other.take("zhao.staff");
    });

    further(
      "a moderator with an own complaint takes nobody else's case against that provider, and gives up what they held",
      async () => {
        const theCase = await caseIn(world, "SUBMITTED");
        const tom = await world.as("tom");
        await setRoles(tom.accountId, "CONSUMER", "MODERATOR");
        const leaseToken = await theCase.take("tom");
        const { complaint } = await theCase.do("tom", "holdComplaint", {
          leaseToken,
          until: new Date(world.clock.now() + 3 * 24 * 3_600_000).toISOString(),
          reason: "等待付款记录",
        });
        expect(complaint.status).toBe("SUBMITTED");
        const own = await openCase(world, { consumer: "tom" });
        for (const [mutation, input] of [
          ["acceptComplaint", {}],
          ["requestInformation", { text: "请提供付款记录和沟通截图。" }],
          ["renewLease", {}],
          ["escalateToLead", { reason: REASON }],
        ] as const)
          expect([mutation, await refusal(tom, mutation, { complaintId: theCase.id, leaseToken, ...input })]).toEqual([
            mutation,
            conflict("OWN_CASE"),
          ]);
        await theCase.do("tom", "releaseComplaint", { leaseToken });
        expect(await refusal(tom, "takeComplaint", { complaintId: theCase.id })).toEqual(conflict("OWN_CASE"));
        await theCase.take("chen.mod");
        // Over is not forgotten.
        await own.do("tom", "withdrawComplaint");
        const next = await caseIn(world, "SUBMITTED");
        expect(await refusal(tom, "takeComplaint", { complaintId: next.id })).toEqual(conflict("OWN_CASE"));
        await world.db.transact(async (tx) =>
          tx.execute("UPDATE complaint SET closed_at = closed_at - ? WHERE id = ?", [730 * 24 * 3_600_000, own.id]),
        );
        await next.take("tom");
      },
    );

    further("the same in whatever else is decided about the provider", async () => {
      const providerId = await demoProvider();
      const [ruled, reviewed] = [await caseIn(world, "RULED"), await caseIn(world, "UNDER_REVIEW")];
      const { id: orderId } = await placeOrder(world, "tom");
      const tom = await world.as("tom");
      await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
      await tom.do("completeOrder", { orderId }, "{ order { id } }");
      await payOrderOver(world, "tom", orderId);
      const { review } = await tom.do("writeReview", { orderId, stars: 1, text: TEXT }, "{ review { id } }");
      // Critical, so that a second person has to agree.
      const decision = await reviewed.decision();
      const findings = (decision.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
      await reviewed.do("chen.mod", "issueRuling", { leaseToken: await reviewed.take(), ...decision, findings });
      await appeal(ruled, "wang.owner");
      await ruled.answerAppeals();
      const lead = await world.as("qian.lead");
      const { plan } = await (
        await world.as("zhou.lead")
      ).do(
        "createInspectionPlan",
        { kind: "SCHEDULED", providerId, everyDays: 365, reason: "例行巡查,覆盖全部商家。" },
        "{ plan { id inspections(first: 1) { nodes { id } } } }",
      );
      const [inspection] = plan.inspections.nodes;
      for (const login of ["qian.lead", "chen.mod", "he.inspect", "lin.train"]) await left(login, providerId);
      const inspector = await world.as("he.inspect");
      const trainer = await world.as("lin.train");
      const drafts = await lead.ok(`{ rulingsAwaitingApproval(first: 10) { nodes { id } } }`);
      const attempts: [Person, string, Record<string, unknown>][] = [
        ...drafts.rulingsAwaitingApproval.nodes.map(({ id: rulingId }: { id: string }) => [
          lead,
          "approveRuling",
          { rulingId },
        ]),
        [lead, "decideAppeal", { complaintId: ruled.id, outcome: "DISMISSED", reason: REASONS }],
        [lead, "hideReview", { reviewId: review.id, because: "INSULT", text: "评价中写出了客服的手机号码。" }],
        [lead, "assignInspection", { inspectionId: inspection.id, inspectorLogin: null }],
        [lead, "stopInspectionPlan", { planId: plan.id }],
        [
          lead,
          "createInspectionPlan",
          { kind: "SCHEDULED", providerId, everyDays: 365, reason: "例行巡查,覆盖全部商家。" },
        ],
        [inspector, "takeInspection", { inspectionId: inspection.id }],
        [trainer, "assignCourse", { providerId, courseId: await aCourse(), reason: "请补上这一课。" }],
      ];
      expect(drafts.rulingsAwaitingApproval.nodes).toHaveLength(1);
      for (const [who, mutation, input] of attempts)
        expect([mutation, await refusal(who, mutation, input)]).toEqual([mutation, conflict("FORMER_MEMBER")]);
      const given = { inspectionId: inspection.id, inspectorLogin: "he.inspect" };
      expect(await codeOf(await world.as("zhou.lead"), "assignInspection", given)).toBe("CONFLICT_OF_INTEREST");
      const bulk = { kind: "MOVE_TO_QUEUE", queue: "GRAVE", complaintIds: [ruled.id], reason: REASON };
      const { batch } = await lead.do("applyBulkAction", { action: bulk }, "{ batch { items { outcome code } } }");
      expect(batch.items).toEqual([{ outcome: "REFUSED", code: "CONFLICT_OF_INTEREST" }]);
    });

    further("nobody vets whom they worked for; what they had taken they can only give back", async () => {
      const shop = await Applicant.register(world, "tom", creditCode(41));
      await shop.addAll();
      const { id: applicationId } = await shop.submit();
      await shop.act("he.inspect", "takeProviderApplication", applicationId);
      await left("he.inspect", shop.id);
      const inspector = await world.as("he.inspect");
      const decision = { applicationId, text: "请补充清晰的营业执照。", kinds: ["LICENCE"] };
      expect(await refusal(inspector, "requestApplicationChanges", decision)).toEqual(conflict("FORMER_MEMBER"));
      await shop.act("he.inspect", "releaseProviderApplication", applicationId);
      expect(await refusal(inspector, "takeProviderApplication", { applicationId })).toEqual(conflict("FORMER_MEMBER"));
    });
  });
});
