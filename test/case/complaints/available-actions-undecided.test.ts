import { forEachDatabaseSampled } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { actionsFor, documentOf, offersAreKept, UNDECIDED_SITUATIONS } from "./available-actions";
import { commandsOf, type Command } from "./case-commands";
import { caseIn, openCase } from "./world-case";

const onMariaDb = [
  "NEGOTIATING, an offer of the provider is open",
  "NEGOTIATING, another case has given back what is offered",
  "SUBMITTED, taken",
  "SUBMITTED, taken, an offer of the consumer is open",
  "UNDER_REVIEW, a draft of the moderator awaits approval",
  "UNDER_REVIEW, another case has given back what a draft orders",
];
forEachDatabaseSampled({ all: UNDECIDED_SITUATIONS, onMariaDb }, offersAreKept);

describe("people with two hats", () => {
  test("a moderator does not act as the platform in a case of their own, and is offered only a party's actions", async () => {
    await using world = await startWorld("sqlite");
    const theCase = await caseIn(world, "SUBMITTED", { consumer: "tom" });
    await setRoles(world, "tom", ["CONSUMER", "MODERATOR"]);
    const tom = await world.as("tom");
    expect((await actionsFor(tom, theCase.id)).map(({ action }) => action).sort()).toEqual([
      "ACCEPT_OFFER",
      "COUNTER_OFFER",
      "DECLINE_OFFER",
      "MAKE_OFFER",
      "SEND_MESSAGE",
      "SUBMIT_EVIDENCE",
      "WITHDRAW",
      "WITHDRAW_OFFER",
    ]);
    expect((await tom.tryTo("takeComplaint", { complaintId: theCase.id })).extensions.code).toBe(
      "CONFLICT_OF_INTEREST",
    );
    const commands = await commandsOf(theCase);
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
    const theCase = await openCase(world, { consumer: "tom" });
    await setRoles(world, "tom", ["MODERATOR"]);
    const tom = await world.as("tom");
    for (const { action, unavailableBecause } of await actionsFor(tom, theCase.id)) {
      if (unavailableBecause) continue;
      const { mutation, input } = (await commandsOf(theCase))[action] as Command;
      expect([action, (await tom.gql(documentOf(mutation), { input })).errors?.[0]?.extensions.code]).toEqual([
        action,
        undefined,
      ]);
    }
  });
});

async function setRoles(world: World, login: string, roles: string[]): Promise<void> {
  const { accountId } = await world.as(login);
  await world.setRoles({ accountId, roles });
}
