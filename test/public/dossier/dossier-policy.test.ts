import { DossierReader } from "../../../src/case/access-log/access-enums.types";
import { maySeeAudience, type Audience } from "../../../src/case/complaints/complaint.policy";
import {
  exporterOf,
  isFieldShown,
  isShown,
  mayDownload,
  mayExportFor,
  readersFor,
  type Exporter,
} from "../../../src/public/dossier/dossier.policy";
import { EVENT } from "../../../src/public/dossier/page/event-words";
import { markup } from "../../../src/public/dossier/page/html";
import { sealRecord } from "../../../src/public/dossier/records/case-record";
import type { Actor, Role } from "../../../src/accounts/actor/actor";
import type { Gathered } from "../../../src/public/dossier/page/gathered";
import { partiesSection } from "../../../src/public/dossier/page/matter-section";
import type { Pen } from "../../../src/public/dossier/page/pen";

const PARTIES = { consumerId: "acc_consumer", providerId: "prv_provider" };
const EXPORTERS: Exporter[] = ["CONSUMER", "PROVIDER", "STAFF"];
const READERS = Object.values(DossierReader);
const AUDIENCES: Audience[] = ["PUBLIC", "PARTIES", "CONSUMER_SIDE", "PROVIDER_SIDE", "STAFF"];

const actor = (accountId: string, roles: Role[], providerId?: string): Actor => ({
  ...{ accountId, displayName: accountId, roles: new Set(roles), locale: "en", timeZone: "Asia/Shanghai" },
  memberships: providerId ? [{ providerId, role: "STAFF" }] : [],
  conflicts: [],
  tokenVersion: 1,
});

test("nobody gets more by a dossier than they see in the case, whoever they ask it for", () => {
  for (const exporter of EXPORTERS)
    for (const reader of READERS)
      for (const audience of AUDIENCES) {
        const own = { side: exporter === "STAFF" ? null : exporter, isStaff: exporter === "STAFF" };
        if (isShown({ exporter, reader }, audience)) expect(maySeeAudience(audience, own)).toBe(true);
        if (!mayExportFor({ exporter, reader })) expect(isShown({ exporter, reader }, audience)).toBe(false);
      }
});

test("one is offered exactly the readers that one's export is not refused for", () => {
  for (const exporter of EXPORTERS)
    expect(readersFor(exporter).sort()).toEqual(READERS.filter((reader) => mayExportFor({ exporter, reader })).sort());
  expect(readersFor(null)).toEqual([]);
});

test("the platform's own notes go to nobody, and one side's confidences not to an association by the platform's hands", () => {
  for (const exporter of EXPORTERS)
    for (const reader of READERS) {
      expect(isShown({ exporter, reader }, "STAFF")).toBe(false);
      for (const guard of ["PERSON", "INTERNAL"] as const)
        expect(isFieldShown({ exporter, reader }, guard)).toBe(false);
    }
  expect(isShown({ exporter: "STAFF", reader: "ASSOCIATION" }, "CONSUMER_SIDE")).toBe(false);
  expect(isShown({ exporter: "CONSUMER", reader: "ASSOCIATION" }, "CONSUMER_SIDE")).toBe(true);
});

test("a licence that is not public goes to courts and authorities in full, not to the consumer", () => {
  expect(isFieldShown({ exporter: "CONSUMER", reader: "CONSUMER" }, "LICENCE")).toBe(false);
  for (const reader of ["COURT", "ASSOCIATION"] as const)
    expect(isFieldShown({ exporter: "CONSUMER", reader }, "LICENCE")).toBe(true);
});

test("a party asks as a party, whatever else they are; of staff, leads and auditors", () => {
  const cases: [Actor, Exporter | null][] = [
    [actor("acc_consumer", ["CONSUMER", "LEAD_MODERATOR"]), "CONSUMER"],
    [actor("acc_member", ["PROVIDER_STAFF", "AUDITOR"], "prv_provider"), "PROVIDER"],
    [actor("acc_lead", ["LEAD_MODERATOR"]), "STAFF"],
    [actor("acc_auditor", ["AUDITOR"]), "STAFF"],
    [actor("acc_moderator", ["MODERATOR"]), null],
    [actor("acc_stranger", ["CONSUMER"]), null],
  ];
  for (const [who, expected] of cases) expect(exporterOf(who, PARTIES)).toBe(expected);
  expect(exporterOf(null, PARTIES)).toBeNull();
});

test("an archive is for who asked for it, as long as they are what they were", () => {
  const asked = { requestedById: "acc_member", exporter: "PROVIDER", reader: "PROVIDER" } as const;
  expect(mayDownload(actor("acc_member", ["PROVIDER_STAFF"], "prv_provider"), PARTIES, asked)).toBe(true);
  expect(mayDownload(actor("acc_member", ["CONSUMER"]), PARTIES, asked)).toBe(false);
  expect(mayDownload(actor("acc_member", ["AUDITOR"]), PARTIES, asked)).toBe(false);
  expect(mayDownload(actor("acc_other", ["PROVIDER_STAFF"], "prv_provider"), PARTIES, asked)).toBe(false);
});

test("commitments agree for all readers, open nothing else, and cannot be tested without the case's secret", () => {
  const record = { record: "offer", id: "ofr_1", audience: "PARTIES" as const, fields: { amount: 500, text: "好" } };
  const sealed = sealRecord("secret", record);
  expect(sealRecord("secret", record)).toEqual(sealed);
  const changed = sealRecord("secret", { ...record, fields: { ...record.fields, amount: 501 } });
  expect(changed.digest).not.toBe(sealed.digest);
  expect(changed.leaves.amount?.salt).not.toBe(sealed.leaves.amount?.salt);
  expect(changed.leaves.text).toEqual(sealed.leaves.text);
  expect(sealRecord("another", record).leaves.amount?.commitment).not.toBe(sealed.leaves.amount?.commitment);
  expect(Buffer.from(sealed.leaves.amount?.salt ?? "", "hex")).toHaveLength(16);
});

test("what people wrote is text on the page, whatever it looks like", () => {
  const evil = `<script>"'&\u202egnp.exe`;
  expect(markup`<p title="${evil}">${[evil, null]}</p>`.text).toBe(
    `<p title="&lt;script&gt;&quot;&#39;&amp;[U+202E]gnp.exe">&lt;script&gt;&quot;&#39;&amp;[U+202E]gnp.exe</p>`,
  );
});

test("whatever happens to a case has a name on the page in both languages", () => {
  for (const [type, [zh, en]] of Object.entries(EVENT)) {
    expect([type, /^\p{Script=Han}+$/u.test(zh), /^[a-z' -]+$/.test(en)]).toEqual([type, true, true]);
  }
});

test("a licence that was found to be another's is said not to be the provider's: a court would look for whoever has it", () => {
  const pen = {
    say: ([, en]: readonly string[]) => en,
    field: ({ fields }: { fields: object }, name: string) => Object.entries(fields).find(([key]) => key === name)?.[1],
  } as unknown as Pen;
  const said = (fields: object): string => {
    const gathered = { of: () => [], one: () => ({ fields: { legalName: "A", licenceNo: "9133", ...fields } }) };
    return partiesSection(pen, gathered as unknown as Gathered).text;
  };
  expect(said({})).not.toContain("The platform found");
  expect(said({ licenceIsAnothers: 1 })).toContain("9133");
  expect(said({ licenceIsAnothers: 1 })).toContain("The platform found that it is another");
});
