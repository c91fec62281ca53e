import { VerificationDocument } from "../../../src/market/vetting/verification-document.entity";
import { head, patch, picture } from "../../case/evidence/resuming";
import { sha256 } from "../../case/evidence/samples";
import { forEachDatabase } from "../../support/databases";
import { startWorld } from "../../support/world";
import { Applicant, creditCode } from "./applicant";

forEachDatabase((kind) => {
  it("a document comes in parts, is refused as in one piece, and counts when all is there", async () => {
    await using world = await startWorld(kind);
    const shop = await Applicant.register(world, "tom", creditCode(71));
    const bytes = picture(300_000);
    const { id, uploadUrl } = await shop.announce("LICENCE", { size: bytes.length, sha256: sha256(bytes) });
    const statusNow = async () => (await world.db.byId(VerificationDocument, id))?.status;

    await patch(uploadUrl, 0, bytes.subarray(0, 100_000));
    const wrong = await patch(uploadUrl, 100_000, Buffer.alloc(200_000));
    expect([wrong.status, wrong.body.code]).toEqual([400, "EVIDENCE_REJECTED"]);
    expect(await head(uploadUrl)).toEqual({ status: 200, offset: 0, length: bytes.length });

    await patch(uploadUrl, 0, bytes.subarray(0, 100_000));
    expect([(await head(uploadUrl)).offset, await statusNow()]).toEqual([100_000, "PENDING"]);
    expect((await patch(uploadUrl, 100_000, bytes.subarray(100_000))).status).toBe(204);
    expect([(await head(uploadUrl)).offset, await statusNow()]).toEqual([bytes.length, "STORED"]);
    expect((await patch(uploadUrl, 0, bytes)).body.code).toBe("ALREADY_EXISTS");

    // What was taken back is not what a client that asks may take for done.
    await (await shop.owner()).do("withdrawVerificationDocument", { documentId: id }, "{ document { status } }");
    expect((await head(uploadUrl)).status).toBe(404);
  });

  it("what had come of a document is thrown away when it is taken back", async () => {
    await using world = await startWorld(kind);
    const shop = await Applicant.register(world, "tom", creditCode(73));
    const bytes = picture(20_000);
    const { id, uploadUrl } = await shop.announce("LICENCE", { size: bytes.length, sha256: sha256(bytes) });
    await patch(uploadUrl, 0, bytes.subarray(0, 16_384));
    expect(await world.server.services.storage.partialSize(id)).toBe(16_384);
    await (await shop.owner()).do("withdrawVerificationDocument", { documentId: id }, "{ document { status } }");
    expect(await world.server.services.storage.partialSize(id)).toBe(0);
  });

  it("a last part that comes after the application is refused", async () => {
    await using world = await startWorld(kind);
    const shop = await Applicant.register(world, "tom", creditCode(72));
    const bytes = picture(20_000);
    const { uploadUrl } = await shop.announce("QUALIFICATION", { size: bytes.length, sha256: sha256(bytes) });
    await patch(uploadUrl, 0, bytes.subarray(0, 16_384));
    await shop.addAll();
    await shop.submit();
    const late = await patch(uploadUrl, 16_384, bytes.subarray(16_384));
    expect([late.status, late.body.code]).toEqual([409, "NOT_IN_THIS_STATE"]);
  });
});
