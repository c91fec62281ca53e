import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { recordCaseEvent } from "../../../src/case/complaints/case-file";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { DEMO_PEOPLE } from "../../../src/app/demo/demo-people";
import { Dossier } from "../../../src/public/dossier/dossier.entity";
import { tellCase } from "../../../src/public/dossier/tell-case";
import { writeDossier } from "../../../src/public/dossier/write-dossier";
import { Evidence } from "../../../src/case/evidence/evidence.entity";
import { Message } from "../../../src/case/negotiation/message.entity";
import { newId } from "../../../src/platform/ids";
import { caseIn, openCase } from "../../case/complaints/world-case";
import { PNG } from "../../case/evidence/samples";
import { launchBrowser } from "../../support/browser";
import { forEachDatabase } from "../../support/databases";
import { describeWith } from "../../support/programs";
import { fetchAsOwner } from "../../support/file-links";
import { loseReplyTo } from "../../support/lost-reply";
import { startWorld, type World } from "../../support/world";
import { dossier, exported, richCase, SAID, verify, type Exported, type RichCase } from "./exported";
import { madeOld } from "./first-version";
import { testTampering } from "./tampering";
import { changeKept } from "../../support/past-triggers";

const text = ({ files }: Exported): string => [...files.values()].map((bytes) => bytes.toString("utf8")).join("\n");
const paths = ({ files }: Exported): string[] => [...files.keys()].sort();
const nameOf = (login: string): string => DEMO_PEOPLE.find((person) => person.login === login)?.displayName ?? login;
const LICENCE = "91330100MA2DEM001H";
const PURPOSE = { purpose: "法院来函调取。" };

forEachDatabase((kind, further) => {
  let world: World;
  let rich: RichCase;
  /** By who asked and for whom. */
  const all = new Map<string, Exported>();
  const one = (key: string): Exported => all.get(key) as Exported;
  beforeAll(async () => {
    world = await startWorld(kind);
    rich = await richCase(world);
    // Whom the case's messages reached is on its record, too.
    await world.projected();
    for (const reader of ["CONSUMER", "ASSOCIATION", "COURT"])
      all.set(`consumer ${reader}`, await exported(rich.theCase, "li.na", reader));
    all.set("provider PROVIDER", await exported(rich.theCase, "zhao.staff", "PROVIDER"));
    for (const reader of ["ASSOCIATION", "COURT"])
      all.set(`staff ${reader}`, await exported(rich.theCase, "zhou.lead", reader, { ...PURPOSE, locale: "ZH_CN" }));
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("every reader's dossier verifies, and all agree in what they commit to", async () => {
    for (const [key, { folder }] of all) expect([key, await verify(folder)]).toMatchObject([key, { code: 0 }]);
    expect(new Set([...all.values()].map(({ recordsRoot }) => recordsRoot)).size).toBe(1);
    expect(new Set([...all.values()].map(({ chainHead }) => chainHead)).size).toBe(1);
    const { eventHash } = (
      await world.db.query<{ eventHash: string }>("SELECT event_hash AS eventHash FROM complaint WHERE id = ?", [
        rich.theCase.id,
      ])
    )[0] as { eventHash: string };
    expect(one("consumer CONSUMER").chainHead).toBe(eventHash);
  });

  further("each holds what its reader may see, and nothing else", () => {
    const has = (said: string): string[] =>
      [...all].filter(([, each]) => text(each).includes(said)).map(([key]) => key);
    const consumers = ["consumer CONSUMER", "consumer ASSOCIATION", "consumer COURT"];
    const everybody = [...all.keys()];
    expect(has(SAID.toBoth)).toEqual(everybody);
    expect(has(SAID.consumerOnly)).toEqual([...consumers, "staff COURT"]);
    expect(has(SAID.providerOnly)).toEqual(["provider PROVIDER", "staff COURT"]);
    expect(has(SAID.consumerEvidence)).toEqual(everybody);
    expect(has(SAID.providerEvidence)).toEqual(["provider PROVIDER", "staff COURT"]);
    expect(has(SAID.caseNumber)).toEqual([...consumers, "staff COURT"]);
    expect(has(SAID.staffNote)).toEqual([]);
    expect(has(SAID.colleaguesNote)).toEqual([]);
    expect(has(nameOf("li.na"))).toEqual(everybody);
    expect(has(LICENCE)).toEqual(everybody);
    expect(has(nameOf("wang.owner"))).toEqual(["provider PROVIDER"]);
    for (const login of ["chen.mod", "zhou.lead"]) expect(has(nameOf(login))).toEqual([]);
    for (const each of all.values()) expect(text(each)).not.toMatch(/\bacc_[0-9a-z]{26}/);
  });

  further("evidence comes as it was submitted, for those who see it", () => {
    const files = (key: string): string[] => paths(one(key)).filter((path) => path.startsWith("evidence/"));
    const [png, txt] = [`evidence/${rich.consumerEvidence}.png`, `evidence/${rich.providerEvidence}.txt`];
    expect(files("consumer CONSUMER")).toEqual([png]);
    expect(files("staff ASSOCIATION")).toEqual([png]);
    expect(files("staff COURT")).toEqual([png, txt]);
    // The other side's picture without what its file tells besides.
    expect(files("provider PROVIDER")).toEqual([png.replace(".png", "-copy.png"), txt]);
  });

  further("what is withheld by wish is nowhere, and the dossier verifies all the same", async () => {
    const { theCase, consumerEvidence } = rich;
    const { messages } = await theCase.look("messages { nodes { id text } }");
    const message = messages.find((each: { text: string }) => each.text === SAID.toBoth);
    const redacted = await exported(theCase, "li.na", "COURT", {
      redactions: [
        { id: message.id, fields: ["text"] },
        { id: consumerEvidence },
        { id: theCase.id, fields: ["title"] },
        { id: `${theCase.id}/7` },
      ],
    });
    expect(await verify(redacted.folder)).toMatchObject({ code: 0 });
    expect(redacted).toMatchObject({
      recordsRoot: one("consumer COURT").recordsRoot,
      chainHead: one("consumer COURT").chainHead,
    });
    for (const said of [SAID.toBoth, SAID.consumerEvidence, "初稿迟迟未交", "我方已按约定交付。"]) {
      expect(text(one("consumer COURT"))).toContain(said);
      expect(text(redacted)).not.toContain(said);
    }
    expect(paths(redacted)).toEqual(paths(one("consumer COURT")).filter((path) => !path.startsWith("evidence/")));
    expect(text(redacted)).toContain(SAID.consumerOnly);
  });

  further("the page does not say that there is nothing where something is withheld, and says how much is", async () => {
    const { theCase, consumerEvidence, providerEvidence } = rich;
    const redacted = await exported(theCase, "zhou.lead", "COURT", {
      ...{ ...PURPOSE, locale: "ZH_CN", redactions: [{ id: consumerEvidence }, { id: providerEvidence }] },
    });
    const page = redacted.files.get("index.html")?.toString() ?? "";
    const evidence = page.slice(page.indexOf("五、证据"), page.indexOf("六、处理决定"));
    expect(evidence).toContain("没有可供本卷宗的阅读者查阅的内容。");
    expect(page).not.toContain("无。</p>");
    const manifest = JSON.parse(redacted.files.get("manifest.json")?.toString() ?? "");
    const { records, events } = manifest as { records: { hidden: number }; events: { count: number; shown: number } };
    expect(records.hidden).toBeGreaterThan(1);
    const said = (label: string) => new RegExp(`<th>${label}</th>\\s*<td>(\\d+)</td>`).exec(page)?.[1];
    expect(said("未公开的记录")).toBe(String(records.hidden));
    expect(said("其中未公开的事件")).toBe(String(events.count - events.shown));
    const whole = await exported(await openCase(world, { consumer: "tom" }), "tom", "CONSUMER");
    expect(whole.files.get("index.html")?.toString()).toContain("<p>None.</p>");
  });

  test("a ruling that nobody has approved yet is in nobody's dossier, nor what it rests on", async () => {
    const status = (value: string) =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE ruling SET status = ? WHERE complaint_id = ?", [value, rich.theCase.id]),
      );
    await status("AWAITING_APPROVAL");
    const drafted = await exported(rich.theCase, "zhou.lead", "COURT", PURPOSE);
    await status("ISSUED");
    const records = drafted.files.get("case.json")?.toString() ?? "";
    for (const kind of ["ruling", "finding", "rule"]) {
      expect(one("staff COURT").files.get("case.json")?.toString()).toContain(`"record":"${kind}"`);
      expect(records).not.toContain(`"record":"${kind}"`);
    }
    expect(await verify(drafted.folder)).toMatchObject({ code: 0 });
  });

  further("a wish that nothing answers to fails the job and says which", async () => {
    for (const [redaction, target] of [
      [{ id: "msg_7zzzzzzzzzzzzzzzzzzzzzzzzz" }, "msg_7zzzzzzzzzzzzzzzzzzzzzzzzz"],
      [{ id: rich.theCase.id, fields: ["story", "secret"] }, `${rich.theCase.id} secret`],
    ] as const) {
      const asked = await rich.theCase.do(
        "li.na",
        "exportDossier",
        { reader: "COURT", redactions: [redaction] },
        "{ dossier { id job { id } } }",
      );
      await expect(world.jobDone(asked.dossier.job.id)).rejects.toThrow("dossier.redactionUnknown");
      const { status, job, download } = await dossier(world, "li.na", asked.dossier.id);
      expect({ status, download }).toEqual({ status: "FAILED", download: null });
      expect(job.failure).toContain(target);
    }
  });

  further("one is there also when the reply to the commit that finished it was lost", async () => {
    loseReplyTo("JOB_DONE", world.server.services.database);
    const { folder } = await exported(await openCase(world, { consumer: "tom" }), "tom", "CONSUMER");
    expect(await verify(folder)).toMatchObject({ code: 0 });
  });

  test("of a long case nothing is left out, and its progress was told", async () => {
    const theCase = await openCase(world, { consumer: "tom" });
    const { accountId } = await world.as("tom");
    await world.db.transact(async (tx) => {
      const complaint = (await tx.lock(Complaint, theCase.id)) as Complaint;
      for (let number = 1; number <= 510; number += 1) {
        const id = newId(Message);
        tx.insert(Message, {
          ...{ id, complaintId: theCase.id, authorId: accountId, side: "CONSUMER", visibility: "PARTIES" },
          ...{ text: `Message no. ${number}`, sentAt: tx.now },
        });
        recordCaseEvent(tx, complaint, null, { type: "MESSAGE_SENT", data: { messageId: id, by: "CONSUMER" } });
      }
    });
    const long = await exported(theCase, "tom", "CONSUMER");
    expect(await verify(long.folder)).toMatchObject({ code: 0 });
    expect(
      long.files
        .get("case.json")
        ?.toString()
        .match(/"record":"message"/g),
    ).toHaveLength(510);
    expect(
      long.files
        .get("index.html")
        ?.toString()
        .match(/Message no\. \d+</g),
    ).toHaveLength(510);
    const { eventCount, job } = await dossier(world, "tom", long.id);
    expect(long.files.get("events.ndjson")?.toString().trimEnd().split("\n")).toHaveLength(eventCount);
    expect(eventCount).toBeGreaterThan(510);
    expect(job).toMatchObject({ status: "DONE", done: 3, total: 3 });

    // What takes long gives signs of life meanwhile, or another node would begin it anew; and ends when it is taken over.
    const row = (await world.db.byId(Dossier, long.id)) as Dossier;
    const { services } = world.server;
    const keys = { archive: "beats_archive", records: "beats_records", events: "beats_events" };
    const beats: string[] = [];
    const told = await tellCase(services, row, keys, async () => void beats.push("told"));
    await writeDossier(services, row, told, keys, async (done) => void beats.push(`written ${done}`));
    expect(beats.filter((beat) => beat === "told")).toHaveLength(2);
    expect(beats.filter((beat) => beat === "written 0").length).toBeGreaterThan(1);
    const takenOver = async () => Promise.reject(new Error("taken over"));
    await expect(tellCase(services, row, keys, takenOver)).rejects.toThrow("taken over");
    await expect(writeDossier(services, row, told, keys, takenOver)).rejects.toThrow("taken over");
    for (const key of Object.values(keys)) await services.storage.remove(key);
  });

  further("how far it has come is told live to whoever asked, a step for each piece of evidence", async () => {
    const consumer = await world.as("li.na");
    const asked = await rich.theCase.do(
      "li.na",
      "exportDossier",
      { reader: "COURT" },
      `{ dossier { job { id cursor } } }`,
    );
    const { id, cursor: after } = asked.dossier.job;
    const news = consumer.follow(
      "subscription ($id: ID!, $after: String) { jobUpdated(id: $id, after: $after) { job { status done total } } }",
      { id, after },
    );
    await news.until(({ received }) => received.at(-1)?.job.status === "DONE");
    await consumer.hangUp();
    expect(news.received.at(-1).job).toEqual({ status: "DONE", done: 4, total: 4 });
    const steps = news.received.map(({ job }: { job: { done: number } }) => job.done);
    expect(steps).toEqual([...steps].sort((a: number, b: number) => a - b));
    const stranger = await world.as("tom");
    expect(await stranger.ok(`query ($id: ID!) { job(id: $id) { id } }`, { id })).toEqual({ job: null });
  });

  further("asked for by the parties and leads, each for their readers; in every state", async () => {
    const refused = async (who: string, input: Record<string, unknown>): Promise<string> =>
      (await (await world.as(who)).tryTo("exportDossier", { complaintId: rich.theCase.id, ...input })).extensions.code;
    for (const reader of ["PROVIDER"]) expect(await refused("li.na", { reader })).toBe("FORBIDDEN");
    for (const reader of ["CONSUMER", "ASSOCIATION", "COURT"])
      expect(await refused("wang.owner", { reader })).toBe("FORBIDDEN");
    for (const reader of ["CONSUMER", "PROVIDER"])
      expect(await refused("zhou.lead", { reader, ...PURPOSE })).toBe("FORBIDDEN");
    expect(await refused("zhou.lead", { reader: "COURT" })).toBe("BAD_USER_INPUT");
    expect(await refused("tom", { reader: "CONSUMER" })).toBe("NOT_FOUND");
    for (const who of ["chen.mod", "he.inspect", "admin"])
      expect([who, await refused(who, { reader: "COURT", ...PURPOSE })]).toEqual([who, "FORBIDDEN"]);

    const young = await caseIn(world, "NEGOTIATING", { consumer: "tom" });
    const first = await exported(young, "tom", "CONSUMER");
    expect(first.files.get("index.html")?.toString()).toContain('<html lang="en">');
    expect(await verify(first.folder)).toMatchObject({ code: 0 });
    await young.do("tom", "withdrawComplaint");
    const second = await exported(young, "tom", "CONSUMER");
    expect(await verify(second.folder)).toMatchObject({ code: 0 });
    expect(second.recordsRoot).not.toBe(first.recordsRoot);
  });

  test("over a record that somebody changed in the database itself none is signed", async () => {
    const { theCase } = await richCase(world);
    const change = (table: string, sql: string, params: (string | number)[]): Promise<void> =>
      changeKept(world.db, table, sql, params);
    const refused = async (): Promise<void> => {
      const wish = { reader: "COURT", ...PURPOSE };
      const asked = await theCase.do("sun.audit", "exportDossier", wish, "{ dossier { job { id } } }");
      await expect(world.jobDone(asked.dossier.job.id)).rejects.toThrow("dossier.historyBroken");
    };
    await change("event_log", "UPDATE event_log SET at = at + 1 WHERE stream_id = ? AND seq = 2", [theCase.id]);
    await refused();
    await change("event_log", "UPDATE event_log SET at = at - 1 WHERE stream_id = ? AND seq = 2", [theCase.id]);

    const words = "UPDATE ruling SET public_text = ? WHERE complaint_id = ?";
    const changed = ["不成立。", theCase.id];
    const refusing = world.db.transact(async (tx) => tx.execute(words, changed));
    await expect(refusing).rejects.toThrow("only ever added to");
    await change("ruling", words, changed);
    await refused();
  });

  test("evidence that the platform has damaged does not go out, and not too many dossiers a day", async () => {
    const { theCase, consumerEvidence } = rich;
    const { storage, clock } = world.server.services;
    const { storageKey } = (await world.db.byId(Evidence, consumerEvidence)) ?? {};
    await storage.put(
      storageKey ?? "",
      (async function* () {
        yield Buffer.from("damaged");
      })(),
    );
    const asked = await theCase.do(
      "sun.audit",
      "exportDossier",
      { reader: "COURT", ...PURPOSE },
      "{ dossier { job { id } } }",
    );
    await expect(world.jobDone(asked.dossier.job.id)).rejects.toThrow("dossier.evidenceDamaged");
    await storage.put(
      storageKey ?? "",
      (async function* () {
        yield PNG;
      })(),
    );

    const { accountId } = await world.as("qian.lead");
    await world.db.transact(async (tx) => {
      const earlier = await tx.find(Dossier, { id: one("staff COURT").id });
      for (let number = 0; number < 20; number += 1)
        tx.insert(Dossier, {
          ...earlier[0],
          id: newId(Dossier),
          requestedById: accountId,
          requestedAt: tx.now - 1_000,
        });
    });
    const { extensions } = await (
      await world.as("qian.lead")
    ).tryTo("exportDossier", { complaintId: theCase.id, reader: "COURT", ...PURPOSE });
    expect(extensions.code).toBe("LIMIT_REACHED");
    expect(Date.parse(extensions.availableAt ?? "")).toBeGreaterThan(clock.now() + 23 * 3_600_000);
  });

  further("whose dossier it is: nobody else sees it, and the case lists one's own", async () => {
    const { id } = one("consumer CONSUMER");
    const query = `query ($id: ID!) { dossier(id: $id) { id download { url } } }`;
    for (const who of ["wang.owner", "zhou.lead", "tom"])
      expect((await (await world.as(who)).ok(query, { id })).dossier).toBeNull();
    expect((await (await world.as("sun.audit")).ok(query, { id })).dossier).toEqual({ id, download: null });
    const list = async (who: string): Promise<string[]> =>
      (await rich.theCase.look("dossiers { id }", await world.as(who))).dossiers.map((each: { id: string }) => each.id);
    expect(await list("li.na")).toEqual(expect.arrayContaining([id]));
    expect((await list("zhou.lead")).slice(0, 2)).toEqual([one("staff ASSOCIATION").id, one("staff COURT").id]);
    expect(await list("wang.owner")).toEqual([]);
  });

  further("every export and download is in the access log, and the consumer sees who read the case", async () => {
    const entries = `query ($filter: AccessLogFilter) { accessLog(first: 100, filter: $filter) {
      nodes { kind byRole by { displayName } concerned { displayName } targetId reader purpose complaint { id } } } }`;
    const log = async (who: string, filter: object) =>
      (await (await world.as(who)).ok(entries, { filter })).accessLog.nodes as Record<string, unknown>[];
    const { theCase, providerEvidence } = rich;
    const seen = await theCase.look("evidence { nodes { id downloadUrl } }", await world.as("chen.mod"));
    const { downloadUrl } = seen.evidence.find((piece: { id: string }) => piece.id === providerEvidence);
    expect((await fetchAsOwner(downloadUrl)).status).toBe(200);

    const audited = await log("sun.audit", { complaintId: theCase.id });
    expect(audited[0]).toMatchObject({
      ...{ kind: "EVIDENCE_DOWNLOAD", byRole: "MODERATOR", targetId: providerEvidence, reader: null, purpose: null },
      ...{ by: { displayName: nameOf("chen.mod") }, concerned: { displayName: nameOf("li.na") } },
    });
    const { id } = one("staff COURT");
    expect(audited.filter(({ targetId }) => targetId === id)).toEqual(
      ["DOSSIER_DOWNLOAD", "DOSSIER_EXPORT"].map((what) => ({
        ...{ kind: what, byRole: "LEAD_MODERATOR", targetId: id, reader: "COURT", purpose: PURPOSE.purpose },
        ...{ by: { displayName: nameOf("zhou.lead") }, concerned: { displayName: nameOf("li.na") } },
        complaint: { id: theCase.id },
      })),
    );
    const own = await log("li.na", { complaintId: theCase.id });
    expect(own.map(({ targetId }) => targetId)).toEqual(audited.map(({ targetId }) => targetId));
    expect(own[0]).toMatchObject({ byRole: "MODERATOR", by: null, concerned: { displayName: nameOf("li.na") } });
    const lead = await world.as("zhou.lead");
    const byLead = await log("sun.audit", { byId: lead.accountId });
    expect(byLead.length).toBeGreaterThan(3);
    expect(byLead.every(({ byRole }) => byRole === "LEAD_MODERATOR")).toBe(true);

    const refused = async (who: string, filter: object): Promise<string> =>
      (await (await world.as(who)).refused(entries, { filter })).extensions.code;
    expect(await refused("tom", { complaintId: theCase.id })).toBe("NOT_FOUND");
    expect(await refused("tom", {})).toBe("NOT_FOUND");
    expect(await refused("li.na", { complaintId: theCase.id, byId: lead.accountId })).toBe("FORBIDDEN");
    expect(await refused("wang.owner", { complaintId: theCase.id })).toBe("NOT_FOUND");
    expect(await refused("zhou.lead", { complaintId: theCase.id })).toBe("FORBIDDEN");
  });

  further("whoever wants to check has the keys and the script from the platform itself", async () => {
    const { said } = await verify(one("staff COURT").folder);
    const { dossierKeys } = await world.visitor.ok(`{ dossierKeys { id publicKey firstUsedAt } }`);
    expect(dossierKeys).toHaveLength(1);
    expect(said).toContain(dossierKeys[0].id);
    expect(await (await fetch(`${world.url}/dossiers/keys.json`)).json()).toEqual([
      expect.objectContaining({ id: dossierKeys[0].id, publicKey: dossierKeys[0].publicKey }),
    ]);
    const script = await (await fetch(`${world.url}/dossiers/verify.mjs`)).text();
    expect(script).toBe(one("staff COURT").files.get("verify.mjs")?.toString());
    expect(await verify(one("staff COURT").folder, "--key", dossierKeys[0].id)).toMatchObject({ code: 0 });
    expect(await verify(one("staff COURT").folder, "--key", "0".repeat(40))).toMatchObject({
      ...{ code: 1, said: expect.stringContaining("✗ manifest.sig") },
    });
  });

  test("a case that began before events could be withheld in parts verifies too, old events and new", async () => {
    const theCase = await openCase(world, { consumer: "tom" });
    await theCase.do("tom", "sendMessage", { text: "Only for the platform to read.", visibility: "CONSUMER_SIDE" });
    await madeOld(world, theCase.id, 2);
    await theCase.do("wang.owner", "sendMessage", { text: "We shall see to it." });
    const [own, associations] = [
      await exported(theCase, "tom", "CONSUMER"),
      await exported(theCase, "zhou.lead", "ASSOCIATION", PURPOSE),
    ];
    expect(await verify(own.folder)).toMatchObject({ code: 0, said: expect.not.stringContaining("旧格式") });
    expect(await verify(associations.folder)).toMatchObject({
      code: 0,
      said: expect.stringContaining("其中 1 条旧格式"),
    });
    expect(associations.chainHead).toBe(own.chainHead);
    const old = own.files.get("events.ndjson")?.toString() ?? "";
    await writeFile(join(own.folder, "events.ndjson"), old.replace('"COMPLAINT_OPENED"', '"COMPLAINT_CLOSED"'));
    expect((await verify(own.folder)).said).toMatch(/✗ events.ndjson › cmp_\w+\/1: 事件已被改动/);
  });

  if (kind === "sqlite") {
    testTampering(() => one("staff COURT"), SAID.toBoth);
    describeWith("chromium", "in a browser", () => {
      test("the page needs no scripts and no network, shows the pictures and prints", async () => {
        await using browser = await launchBrowser();
        const page = await (await browser.newContext({ javaScriptEnabled: false, offline: true })).newPage();
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        page.on("requestfailed", (request) => complaints.push(request.url()));
        await page.goto(pathToFileURL(join(one("staff COURT").folder, "index.html")).href);
        expect(await page.title()).toContain("消费纠纷卷宗");
        expect(await page.locator("h2").allTextContents()).toHaveLength(9);
        expect(await page.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
        expect(await page.locator("tbody tr").count()).toBeGreaterThan(15);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
        expect(complaints).toEqual([]);
      });
    });
  }

  further("the link ends after ten minutes, the archive after its days; the record stays", async () => {
    const { id } = one("consumer CONSUMER");
    const { download, keptUntil } = await dossier(world, "li.na", id);
    expect((await fetchAsOwner(download.url)).headers.get("content-disposition")).toContain(
      `redress-dossier-${rich.theCase.id}-consumer-`,
    );
    expect((await fetchAsOwner(`${download.url}x`)).status).toBe(404);
    expect((await fetchAsOwner(download.url, { method: "PUT", body: "x" })).status).toBe(404);
    world.clock.advance(11 * 60_000);
    expect((await fetchAsOwner(download.url)).status).toBe(410);

    const storageKey = (await world.db.byId(Dossier, id))?.storageKey ?? "";
    await world.later((Date.parse(keptUntil) - world.clock.now()) / 3_600_000 + 1);
    const gone = await dossier(world, "li.na", id);
    expect(gone).toMatchObject({
      status: "REMOVED",
      download: null,
      recordsRoot: one("consumer CONSUMER").recordsRoot,
    });
    expect(await world.db.byId(Dossier, id)).toMatchObject({ storageKey: null });
    await expect(world.server.services.storage.get(storageKey)).rejects.toThrow("ENOENT");
  });
});
