import { Provider } from "../../src/market/providers/provider.entity";
import { join } from "../market/providers/membership";
import { signIn, type Person, type World } from "../support/world";
import type { Who } from "./matrix";

const PASSWORD = "correct horse battery";
const nameOf = (who: Who): string => `only.${who.toLowerCase().replace("_", ".")}`;

/** An account of exactly one role for each `Who`; PROVIDER_… are memberships of accounts without any role. */
export async function castRoles(world: World, everyone: readonly Who[]): Promise<void> {
  for (const who of everyone.filter((each) => each !== "VISITOR")) {
    const { account } = await world.visitor.do(
      "registerAccount",
      { login: nameOf(who), password: PASSWORD, displayName: "Only One" },
      "{ account { id } }",
    );
    const roles = who.startsWith("PROVIDER_") ? [] : [who];
    await world.setRoles({ accountId: account.id, roles });
  }
  const owner = await enter(world, "PROVIDER_OWNER");
  const { provider } = await owner.do(
    "registerProvider",
    { legalName: "Matrix Ltd", licenceNo: "MATRIX-0001" },
    "{ provider { id } }",
  );
  // As vetting leaves it.
  await world.db.transact(async (tx) => tx.update(Provider, provider.id, { status: "ACTIVE" }));
  const offer = { providerId: provider.id, login: nameOf("PROVIDER_STAFF"), role: "STAFF" } as const;
  await join(owner, await enter(world, "PROVIDER_STAFF"), offer);
}

/** A new session of that account. */
export async function enter(world: World, who: Who): Promise<Person> {
  return who === "VISITOR" ? world.visitor : signIn(world.url, nameOf(who), PASSWORD);
}
