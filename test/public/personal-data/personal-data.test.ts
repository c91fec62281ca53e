import { openDue, reject } from "../../../src/adjudication/payments/payment-changes";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { payOrderOver } from "../../adjudication/payments/paid-in";
import { Account } from "../../../src/accounts/account/account.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { ContactAddresses } from "../../../src/accounts/contacts/contact-addresses";
import { ContactPoint } from "../../../src/accounts/contacts/contact-point.entity";
import { NoticeChoice } from "../../../src/accounts/contacts/notice-choice.entity";
import { DEMO_PASSWORD } from "../../../src/accounts/passwords/demo-password.table";
import { ENTITIES } from "../../../src/app/districts";
import { Review } from "../../../src/public/reviews/review.entity";
import { verifyData } from "../../../src/app/upkeep/verify-data";
import { AccessEntry } from "../../../src/case/access-log/access-entry.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { Evidence } from "../../../src/case/evidence/evidence.entity";
import { Message } from "../../../src/case/negotiation/message.entity";
import { allLasting } from "../../../src/platform/database/append-only";
import { ERASED } from "../../../src/platform/database/erased-row.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { newId } from "../../../src/platform/ids";
import { RowMapper, type EntityClass, type SqlValue } from "../../../src/platform/database/row-mapper";
import { DAY } from "../../../src/platform/time";
import { AccountErasure } from "../../../src/public/personal-data/account-erasure.entity";
import { REMOVED } from "../../../src/public/personal-data/erase-account";
import { openCase, type WorldCase } from "../../case/complaints/world-case";
import { submit } from "../../case/evidence/evidence-case";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { fetchAsOwner, owner } from "../../support/file-links";
import { loseReplyTo } from "../../support/lost-reply";
import { changeKept } from "../../support/past-triggers";
import { startWorld, type World } from "../../support/world";
import { PNG } from "../../case/evidence/samples";
import { dossier, exported, richCase, SAID, unzip, verify, type RichCase } from "../dossier/exported";

/** Why a dossier of the case cannot be made. */
async function exportedRefusal(theCase: WorldCase): Promise<string> {
  const asked = await theCase.do(
    "zhou.lead",
    "exportDossier",
    { reader: "COURT", purpose: "核对。" },
    "{ dossier { id } }",
  );
  const failed = await eventually(async () => {
    const { job } = await dossier(theCase.world, "zhou.lead", asked.dossier.id);
    if (job.status !== "FAILED") throw new Error(job.status);
    return job;
  });
  return JSON.stringify(failed.failure);
}

/** Who writes to the database says that something was erased. */
const FORGED = "era_00000000000000000000000000";
const IS_FORGED = `erased_row/${FORGED} was added past the platform: no event was recorded with it`;

const SHOWN = "id status size sha256 job { id } download { url }";

forEachDatabase((kind, further) => {
  let world: World;
  let rich: RichCase;
  beforeAll(async () => {
    world = await startWorld(kind);
    rich = await richCase(world);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const copyOf = async (login: string): Promise<any> => {
    const person = await world.as(login);
    const { requestDataExport } = await person.ok(
      `mutation { requestDataExport(input: {}) { dataExport { ${SHOWN} } } }`,
    );
    await world.jobDone(requestDataExport.dataExport.job.id);
    const { dataExport } = await person.ok(`query ($id: ID!) { dataExport(id: $id) { ${SHOWN} } }`, {
      id: requestDataExport.dataExport.id,
    });
    return dataExport;
  };
  const filesOf = async ({ download }: { download: { url: string } }): Promise<Map<string, Buffer>> => {
    const response = await fetchAsOwner(download.url);
    expect(response.status).toBe(200);
    return unzip(Buffer.from(await response.arrayBuffer()));
  };
  const textOf = (files: Map<string, Buffer>): string =>
    [...files].flatMap(([path, bytes]) => (path.startsWith("evidence/") ? [] : [bytes.toString("utf8")])).join("\n");
  /** A number, an app, and what they want to be told of. */
  const reach = async (accountId: string): Promise<void> =>
    world.db.transact(async (tx) => {
      for (const [kind, address] of [
        ["SMS", "+8613800138000"],
        ["APP_PUSH", `APNS:an-app-of-${accountId}`],
      ] as const) {
        const id = newId(ContactPoint);
        tx.insert(ContactPoint, {
          ...{ id, accountId, kind, ...ContactAddresses.of(tx).keep(id, address, kind), state: "VERIFIED" },
          ...{ frequency: "AT_ONCE", codeHash: null, codeEndsAt: null, codeGuesses: 0 },
          ...{ platform: null, sessionId: null, locale: null, createdAt: tx.now, verifiedAt: tx.now },
        });
      }
      const choices = { "CASE.SMS": true };
      tx.insert(NoticeChoice, { id: newId(NoticeChoice), accountId, choices, quietFrom: 21, quietUntil: 8 });
    });
  const ids = (login: string): Promise<string> => world.as(login).then(({ accountId }) => accountId ?? "");

  describe("a copy of one's data", () => {
    test("has what the person said and sent, in files with an index in both languages", async () => {
      await reach(await ids("li.na"));
      const copy = await copyOf("li.na");
      expect(copy).toMatchObject({ status: "READY", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
      const files = await filesOf(copy);
      const index = files.get("index.html")?.toString("utf8") ?? "";
      for (const words of ["您的个人数据", "Your personal data", "data/message.ndjson"]) expect(index).toContain(words);
      for (const said of [SAID.toBoth, SAID.consumerOnly, SAID.consumerEvidence, SAID.caseNumber])
        expect(textOf(files)).toContain(said);
      expect(files.get(`evidence/${rich.consumerEvidence}.png`)).toEqual(PNG);
      const account = JSON.parse(files.get("data/account.ndjson")?.toString("utf8") ?? "");
      expect(account).toMatchObject({ login: "li.na", id: await ids("li.na") });
      expect(files.get("data/contact_point.ndjson")?.toString("utf8")).toContain("+8613800138000");
      expect(files.get("data/notice_choice.ndjson")?.toString("utf8")).toContain("CASE.SMS");
      expect(files.get("data/account_history.ndjson")?.toString("utf8")).toContain("DATA_EXPORT_REQUESTED");
      expect(files.get("data/case_history.ndjson")?.toString("utf8")).toContain("OFFER_DECLINED");
    });

    further("has nothing of anybody else that the person could not see, and no secret", async () => {
      const all = textOf(await filesOf(await copyOf("li.na")));
      for (const said of [SAID.providerOnly, SAID.providerEvidence, SAID.staffNote, SAID.colleaguesNote])
        expect(all).not.toContain(said);
      expect(new Set(all.match(/\bacc_[0-9a-z]{26}/g))).toEqual(new Set([await ids("li.na")]));
      expect(all).not.toMatch(/argon2|tokenHash|passwordHash/);
      // What members wrote for their provider is the provider's.
      const members = textOf(await filesOf(await copyOf("zhao.staff")));
      for (const said of [SAID.providerOnly, SAID.providerEvidence]) expect(members).not.toContain(said);
      const staffs = textOf(await filesOf(await copyOf("liu.mod")));
      for (const said of [SAID.colleaguesNote, SAID.toBoth]) expect(staffs).not.toContain(said);
    });

    test("is opened by its person only, each time recorded, and for its time", async () => {
      const copy = await copyOf("tom");
      await filesOf(copy);
      expect((await fetch(copy.download.url)).status).toBe(401);
      const others = await world.as("zhou.lead");
      expect((await fetch(copy.download.url, { headers: { authorization: `Bearer ${others.token}` } })).status).toBe(
        404,
      );
      const read = `query ($id: ID!) { dataExport(id: $id) { id } }`;
      for (const who of ["zhou.lead", "admin", "sun.audit"])
        expect((await (await world.as(who)).ok(read, { id: copy.id })).dataExport).toBeNull();
      const tom = await world.as("tom");
      const { viewer } = await tom.ok(
        "{ viewer { securityEvents(first: 5) { nodes { type by } } dataExports { id } } }",
      );
      expect(viewer.securityEvents.nodes).toEqual(
        expect.arrayContaining(
          ["DATA_EXPORT_REQUESTED", "DATA_EXPORT_DOWNLOADED"].map((type) => ({ type, by: "ONESELF" })),
        ),
      );
      expect(viewer.dataExports).toEqual([{ id: copy.id }]);

      const { url } = copy.download;
      await world.later(7 * 24 + 1);
      const later = await (await world.as("tom")).ok(`query ($id: ID!) { dataExport(id: $id) { ${SHOWN} } }`, copy);
      expect(later.dataExport).toMatchObject({ status: "REMOVED", download: null });
      expect((await fetch(url, { headers: owner(url) })).status).not.toBe(200);
      const kept: string[] = [];
      for await (const { key } of world.server.services.storage.files()) kept.push(key);
      expect(kept.filter((key) => key.startsWith("dex_"))).toEqual([]);
    });

    further("is there also when the reply to the commit that finished it was lost", async () => {
      loseReplyTo("JOB_DONE", world.server.services.database);
      expect((await filesOf(await copyOf("zhao.staff"))).size).toBeGreaterThan(0);
    });

    further("is asked for a few times a day", async () => {
      for (let n = 0; n < 3; n += 1) await copyOf("wu.finance");
      const refused = await (
        await world.as("wu.finance")
      ).refused("mutation { requestDataExport(input: {}) { dataExport { id } } }");
      expect(refused.extensions).toMatchObject({ code: "LIMIT_REACHED", reason: "dataExport.tooMany" });
    });
  });

  describe("the database itself", () => {
    const erasable = allLasting().filter((lasting) => lasting.triggers && lasting.erasable.size > 0);
    const REFUSED = "this table is only ever added to";

    /** What the database says to it; nothing of it stays. */
    const outcome = (
      entity: EntityClass<{ id: string }>,
      property: string,
      value: SqlValue | undefined,
      recorded: boolean,
    ) =>
      world.db
        .transact(async (tx) => {
          const { table } = RowMapper.of(entity);
          const [row] = await tx.find(entity, {}, "ORDER BY id LIMIT 1");
          if (!row) throw new Error(`no row of ${table}`);
          if (recorded)
            tx.execute(
              "INSERT INTO erased_row (id, row_table, row_id, stream_id, erased_at) VALUES ('era_1', ?, ?, 'cmp_1', 0)",
              [table, row.id],
            );
          const now = (row as unknown as Record<string, unknown>)[property];
          const another = typeof now === "number" ? now + 1 : "0";
          const column = RowMapper.of(entity).column(property as "id");
          tx.execute(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, [value ?? another, row.id]);
          await tx.query("SELECT 1");
          throw new Error("let through, and rolled back");
        })
        .catch((error: Error) => String((error as { cause?: Error }).cause?.message ?? error.message));

    test.each(erasable.map((lasting) => [lasting.table, lasting] as const))(
      "lets words of %s become the mark once that is recorded, and nothing else",
      async (_, { entity, erasable: words, fixed }) => {
        for (const property of words) {
          expect(await outcome(entity, property, ERASED, false)).toContain(REFUSED);
          expect(await outcome(entity, property, "something else", true)).toContain(REFUSED);
          expect(await outcome(entity, property, ERASED, true)).toBe("let through, and rolled back");
        }
        for (const property of fixed.filter((each) => !words.has(each) && each !== "id"))
          expect([property, await outcome(entity, property, undefined, true)]).toEqual([
            property,
            expect.stringContaining(REFUSED),
          ]);
      },
    );
  });

  describe("deleting an account", () => {
    const ASK = `mutation ($proof: ProofInput) { requestAccountErasure(input: { proof: $proof }) { account { erasure { status dueAt } } } }`;
    const TAKE_BACK = "mutation { withdrawAccountErasure(input: {}) { account { erasure { status } } } }";
    const proof = { password: DEMO_PASSWORD };
    const SAYS = {
      story: "海报与样稿完全不符",
      toBoth: "请把样稿发给我再看一遍。",
      providers: "样稿早已确认，请查收附件。",
      ofAll: "海报迟了四天才到。",
    };
    let theCase: WorldCase;
    let tom: string;

    const refusedTo = async (login: string, variables: object = { proof }): Promise<string> => {
      const { extensions } = await (await world.as(login)).refused(ASK, { ...variables });
      return `${extensions.code} ${String(extensions.reason)}`;
    };
    /** The tables that hold these words anywhere. */
    const tablesWith = async (words: string): Promise<string[]> => {
      const found: string[] = [];
      for (const entity of ENTITIES) {
        const { table } = RowMapper.of(entity);
        const rows = await world.db.query(`SELECT * FROM ${table}`);
        if (JSON.stringify(rows).includes(words)) found.push(table);
      }
      return found;
    };
    const verified = () => verifyData(world.db, world.server.services.storage);

    beforeAll(async () => {
      theCase = await openCase(world, { consumer: "tom", opening: { story: SAYS.story } });
      tom = await ids("tom");
      await reach(tom);
      await theCase.do("tom", "sendMessage", { text: SAYS.toBoth });
      await theCase.do(theCase.people.provider, "sendMessage", { text: SAYS.providers });
      await theCase.walk("EVIDENCE");
      await submit(await world.as("tom"), theCase.id, PNG, { title: "海报照片" });
    });

    test("is refused while something of theirs is open, and to whoever cannot prove that it is them", async () => {
      expect(await refusedTo("tom")).toBe("NOT_IN_THIS_STATE erasure.openCases");
      expect(await refusedTo("tom", { proof: { password: "not my password" } })).toBe(
        "FORBIDDEN secondFactor.notProven",
      );
      expect(await refusedTo("tom", {})).toBe("BAD_USER_INPUT secondFactor.oneProof");
      expect(await refusedTo("wang.owner")).toBe("NOT_IN_THIS_STATE erasure.memberships");
      expect(await refusedTo("chen.mod")).toBe("NOT_IN_THIS_STATE erasure.staff");
      for (const side of ["tom", theCase.people.provider]) await theCase.do(side, "closeEvidence");
      await theCase.do(theCase.people.moderator, "issueRuling", {
        leaseToken: await theCase.take(),
        ...(await theCase.ruling()),
      });
      expect(await refusedTo("tom")).toBe("NOT_IN_THIS_STATE erasure.openCases");
      await theCase.ring("APPEAL_WINDOW");
      const [remedyId] = await theCase.remedies();
      await theCase.do("tom", "waiveRemedy", { remedyId });
      expect((await theCase.look()).status).toBe("CLOSED");
      // Closed cases may still move money, as when an appeal is won after it was paid.
      const complaintId = theCase.id;
      await world.db.transact(async (tx) => {
        const { providerId = "", currency = "" } = (await tx.byId(Complaint, complaintId)) ?? {};
        await openDue(tx, "REPAYMENT", { providerId, complaintId, remedyId: remedyId ?? "", amount: 100, currency });
      });
      expect(await refusedTo("tom")).toBe("NOT_IN_THIS_STATE erasure.openPayments");
      await world.db.transact(async (tx) => {
        for (const due of await tx.find(Payment, { complaintId })) reject(tx, due);
      });
      expect(await refusedTo("tom")).toBe("NOT_IN_THIS_STATE erasure.openOrders");
      for (const { id: orderId } of await world.db.find(Order, { consumerId: tom })) {
        await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
        await (await world.as("tom")).do("completeOrder", { orderId }, "{ order { id } }");
      }
      await payOrderOver(world, "tom", theCase.orderId);
      const review = { orderId: theCase.orderId, stars: 2, text: SAYS.ofAll };
      await (await world.as("tom")).do("writeReview", review, "{ review { id } }");
    });

    test("can be taken back for the time in the house rules, and is in the account's history", async () => {
      const person = await world.as("tom");
      const { requestAccountErasure } = await person.ok(ASK, { proof });
      const { erasure } = requestAccountErasure.account;
      expect(erasure.status).toBe("WAITING");
      const left = Date.parse(erasure.dueAt) - world.clock.now();
      expect([left > 13.9 * DAY, left <= 14 * DAY]).toEqual([true, true]);
      expect(await refusedTo("tom")).toBe("NOT_IN_THIS_STATE erasure.asked");
      expect((await person.ok(TAKE_BACK)).withdrawAccountErasure.account.erasure).toBeNull();
      expect((await person.refused(TAKE_BACK)).extensions).toMatchObject({ reason: "erasure.none" });
      const { viewer } = await person.ok("{ viewer { securityEvents(first: 2) { nodes { type by } } } }");
      expect(viewer.securityEvents.nodes).toEqual(
        ["ERASURE_WITHDRAWN", "ERASURE_ASKED"].map((type) => ({ type, by: "ONESELF" })),
      );
    });

    test("waits for what came up meanwhile, while the person is suspended, and while a legal hold lies on them or a case of theirs", async () => {
      const lead = await world.as("zhou.lead");
      const hold = await lead.do(
        "placeLegalHold",
        { complaintId: theCase.id, reason: "法院来函调取。" },
        "{ legalHold { id } }",
      );
      expect(await refusedTo("tom")).toBe("NOT_IN_THIS_STATE erasure.held");
      const seen = async (login: string) =>
        (await theCase.look("legalHolds { reason }", await world.as(login))).legalHolds;
      expect(await seen("chen.mod")).toEqual([{ reason: "法院来函调取。" }]);
      for (const login of ["tom", theCase.people.provider]) expect(await seen(login)).toEqual([]);
      await lead.do(
        "endLegalHold",
        { legalHoldId: hold.legalHold.id, reason: "案件已审结。" },
        "{ legalHold { endedAt } }",
      );
      const again = { legalHoldId: hold.legalHold.id, reason: "再次" };
      expect((await lead.tryTo("endLegalHold", again)).extensions).toMatchObject({ reason: "legalHold.ended" });
      expect((await lead.tryTo("placeLegalHold", { reason: "无对象" })).extensions.code).toBe("BAD_USER_INPUT");

      await (await world.as("tom")).ok(ASK, { proof });
      const person = await lead.do("placeLegalHold", { accountId: tom, reason: "警方来函。" }, "{ legalHold { id } }");
      await world.later(15 * 24);
      expect(await world.db.byId(Account, tom)).toMatchObject({ login: "tom", status: "ACTIVE" });
      await (
        await world.as("zhou.lead")
      ).do("endLegalHold", { legalHoldId: person.legalHold.id, reason: "已结束。" }, "{ legalHold { endedAt } }");

      // Nobody comes back as somebody new from where they were shut out.
      const administer = async (how: "suspendAccount" | "reinstateAccount"): Promise<void> => {
        await (await world.as("admin")).do(how, { accountId: tom, reason: "核查中。" }, "{ clientMutationId }");
      };
      await administer("suspendAccount");
      await world.later(24);
      expect(await world.db.byId(Account, tom)).toMatchObject({ login: "tom", status: "SUSPENDED" });
      await administer("reinstateAccount");
    });

    test("removes the person, leaves a pseudonym, and everything verifies", async () => {
      await world.later(24);
      const account = await world.db.byId(Account, tom);
      expect(account).toMatchObject({
        ...{ status: "CLOSED", passwordHash: null, roles: [] },
        login: `deleted:${tom.slice(4)}`,
        displayName: `已注销用户 deleted user ${tom.slice(-6)}`,
      });
      expect(await tablesWith("Tom Baker")).toEqual([]);
      expect(await tablesWith(SAYS.ofAll)).toEqual([]);
      // Nor can it be guessed from what its provider's history committed to.
      const [review] = await world.db.find(Review, { consumerId: tom });
      const [written] = await world.db.find(LoggedEvent, { type: "REVIEW_WRITTEN", streamId: review?.providerId });
      expect(written).toMatchObject({ salt: "", committedRows: { [`review/${review?.id}`]: expect.any(String) } });
      expect(written?.withheld?.salts).not.toHaveProperty([`row.review/${review?.id}`]);
      for (const { entity, by } of REMOVED) expect(await world.db.find(entity, { [by]: tom })).toEqual([]);
      const { complaint } = await (
        await world.as(theCase.people.provider)
      ).ok(`query ($id: ID!) { complaint(id: $id) { consumerName messages(first: 9) { nodes { text } } } }`, {
        id: theCase.id,
      });
      expect(complaint.consumerName).toContain("deleted user");
      // What they said in cases follows later.
      expect(JSON.stringify(complaint)).toContain(SAYS.toBoth);
      const found = await verified();
      expect(found.problems).toEqual([]);
      expect(await world.db.find(AccountErasure, { accountId: tom, status: "DONE" })).toHaveLength(1);
    });

    test("erases what they said in closed cases when the house rules say so, everywhere, and the chain still verifies", async () => {
      const hashes = async () =>
        (await world.db.find(LoggedEvent, { streamId: theCase.id }, "ORDER BY seq")).map(({ hash }) => hash);
      const before = await hashes();
      await world.db.transact(async (tx) =>
        tx.execute("UPDATE complaint SET closed_at = ? WHERE id = ?", [tx.now - 181 * DAY, theCase.id]),
      );
      await world.later(2);
      for (const words of [SAYS.story, SAYS.toBoth, "海报照片"]) expect(await tablesWith(words)).toEqual([]);
      expect(await tablesWith(SAYS.providers)).toEqual(["message"]);
      const pieces = await world.db.find(Evidence, { complaintId: theCase.id });
      expect(pieces.map(({ storageKey, shownKey }) => [storageKey, shownKey])).toEqual([[null, null]]);
      const now = await theCase.look("title story ruling { facts } messages { nodes { text } } ");
      expect([now.title, now.story]).toEqual([ERASED, ERASED]);
      expect(now.ruling.facts).toBe("约定 48 小时内交付。");
      expect(now.messages.map(({ text }: { text: string }) => text)).toEqual([ERASED, SAYS.providers]);
      expect((await hashes()).slice(0, before.length)).toEqual(before);
      // No event holds the salt with which the words could be guessed from what it committed to.
      const open = await world.db.find(LoggedEvent, { streamId: theCase.id });
      const message = (await world.db.find(Message, { complaintId: theCase.id, authorId: tom }))[0];
      const committed = open.filter(({ committedRows }) => `message/${message?.id}` in (committedRows ?? {}));
      expect(committed).toHaveLength(1);
      expect(committed[0]).toMatchObject({ salt: "" });
      expect(committed[0]?.withheld?.salts).not.toHaveProperty(`row.message/${message?.id}`);
      const found = await verified();
      expect(found.problems).toEqual([]);
      expect(found.erased).toBeGreaterThan(3);
      const dossier = await exported(theCase, "zhou.lead", "COURT", { purpose: "核对。" });
      expect(await verify(dossier.folder)).toMatchObject({ code: 0 });
    });

    test("lets nothing else be changed: the database refuses it, or verification names it", async () => {
      const [mine, theirs] = await world.db.find(Message, { complaintId: theCase.id }, "ORDER BY id");
      const change = (id = "", text = "") =>
        world.db.transact(async (tx) => tx.execute("UPDATE message SET text = ? WHERE id = ?", [text, id]));
      await expect(change(theirs?.id, ERASED)).rejects.toThrow();
      await expect(change(mine?.id, "从未说过的话")).rejects.toThrow();
      const events = await world.db.find(LoggedEvent, { streamId: theCase.id }, "ORDER BY seq");
      const rewrite = (erased: boolean, assignment: string) =>
        world.db.transact(async (tx) =>
          tx.execute(`UPDATE event_log SET ${assignment} WHERE id = ?`, [
            events.find(({ withheld }) => (withheld !== null) === erased)?.id ?? 0,
          ]),
        );
      for (const assignment of ["salt = ''", "data = '{}'", "withheld = '{}'"])
        await expect(rewrite(false, assignment)).rejects.toThrow();
      for (const assignment of ["salt = 'abc'", "type = 'MESSAGE_SENT'", "at = at + 1", "prev_hash = hash"])
        await expect(rewrite(true, assignment)).rejects.toThrow();
      await expect(world.db.transact(async (tx) => tx.execute("DELETE FROM access_log"))).rejects.toThrow();

      // Who writes to the database can say that something was erased. No event says so.
      await world.db.transact(async (tx) =>
        tx.execute(
          "INSERT INTO erased_row (id, row_table, row_id, stream_id, remains, salt, erased_at) VALUES (?, 'message', ?, ?, ?, ?, 0)",
          [FORGED, theirs?.id ?? "", theCase.id, "0".repeat(64), "0".repeat(32)],
        ),
      );
      await expect(change(theirs?.id, "从未说过的话")).rejects.toThrow();
      await change(theirs?.id, ERASED);
      expect((await verified()).problems).toEqual([
        `message/${theirs?.id} is not what it was when its event was recorded`,
        IS_FORGED,
      ]);
      const forger = await exportedRefusal(theCase);
      expect(forger).toContain("is not what was written then");
      await changeKept(world.db, "message", "UPDATE message SET text = ? WHERE id = ?", [
        SAYS.providers,
        theirs?.id ?? "",
      ]);
      expect((await verified()).problems.filter((problem) => !problem.includes("trigger"))).toEqual([IS_FORGED]);
      // Of an erased row what remains is still kept.
      await changeKept(world.db, "message", "UPDATE message SET visibility = 'PROVIDER_SIDE' WHERE id = ?", [
        mine?.id ?? "",
      ]);
      expect((await verified()).problems).toContain(
        `message/${mine?.id} is not what it was when its event was recorded`,
      );
      await changeKept(world.db, "message", "UPDATE message SET visibility = 'PARTIES' WHERE id = ?", [mine?.id ?? ""]);
    });
  });

  describe("retention", () => {
    test("erases all that was said in cases closed long ago, but for those that are held, and cuts the access log", async () => {
      const old = await openCase(world, { consumer: "li.na", opening: { story: "很久以前的旧案" } });
      const held = await openCase(world, { consumer: "li.na", opening: { story: "法院正在审理的旧案" } });
      for (const each of [old, held]) {
        await each.do(each.people.provider, "sendMessage", { text: "早年间的答复" });
        await each.do("li.na", "withdrawComplaint", { reason: "早年间的撤回" });
        await each.look("messages { nodes { text } }");
      }
      const lead = await world.as("zhou.lead");
      await lead.do("placeLegalHold", { complaintId: held.id, reason: "法院来函。" }, "{ legalHold { id } }");
      const first = await world.db.findOne(AccessEntry, {}, "ORDER BY at");
      expect(first).not.toBeNull();
      await world.later(1_096 * 24);
      const words = async ({ id }: WorldCase): Promise<string> =>
        JSON.stringify([
          await world.db.byId(Complaint, id),
          await world.db.find(Message, { complaintId: id }),
          await world.db.find(LoggedEvent, { streamId: id }),
        ]);
      expect(await words(old)).not.toMatch(/旧案|早年间/);
      expect(await words(held)).toMatch(/旧案[^]*早年间的答复[^]*早年间的撤回/);
      // What came before the first entry about the held case is gone; that one, and all after it, stay.
      const entries = await world.db.find(AccessEntry, {}, "ORDER BY at");
      expect(entries.map(({ id }) => id)).not.toContain(first?.id);
      expect(entries.some(({ complaintId }) => complaintId === held.id)).toBe(true);
      expect(await world.db.find(LoggedEvent, { type: "RETENTION_APPLIED" })).toHaveLength(1);
      expect((await verifyData(world.db, null)).problems.filter((problem) => !problem.includes("trigger"))).toEqual([
        IS_FORGED,
      ]);

      // Taken up again, it is a case like any other: what is said then is kept, and erased, as of its next closing.
      await old.do("zhou.lead", "reopenComplaint", { reason: "法院来函要求复查。" });
      await old.do("li.na", "sendMessage", { text: "后来补充的话" });
      await old.do("li.na", "withdrawComplaint", { reason: "后来的撤回" });
      await world.later(1_094 * 24);
      expect(await words(old)).toMatch(/后来补充的话[^]*后来的撤回/);
      await world.later(2 * 24);
      expect(await words(old)).not.toMatch(/后来/);
      expect((await verifyData(world.db, null)).problems.filter((problem) => !problem.includes("trigger"))).toEqual([
        IS_FORGED,
      ]);
    });
  });
});
