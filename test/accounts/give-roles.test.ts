import { Account } from "../../src/accounts/account/account.entity";
import { SYSTEM } from "../../src/accounts/account/record-on-account";
import { makeEntry } from "../../src/accounts/directory/directory-entries";
import { giveRoles } from "../../src/accounts/directory/give-roles";
import { Refusal } from "../../src/platform/refusal";
import { startWorld } from "../support/world";

test("a database too busy to say whether somebody is a provider's member takes no role from them", async () => {
  await using world = await startWorld("sqlite");
  const { accountId } = await world.as("lin.train");
  const giving = world.db.transact(async (tx) => {
    const account = await tx.lock(Account, accountId);
    if (!account) throw new Error("lin.train is gone");
    const entry = await makeEntry(tx, account);
    jest.spyOn(tx, "query").mockRejectedValueOnce(new Refusal("OVERLOADED", { reason: "timeBudget", retryAfter: 5 }));
    return giveRoles(tx, account, entry, ["trainer"], new Map([["trainer", "TRAINER"]]), SYSTEM);
  });
  await expect(giving).rejects.toMatchObject({ code: "OVERLOADED" });
});
