import { setHouseRules } from "../../adjudication/points/flat-rules";
import { isEnumType } from "graphql";
import { createSchema } from "../../../src/app/schema";
import type { TestDatabaseKind } from "../../support/databases";
import { wouldSucceed } from "../../support/held-back";
import { describeWith } from "../../support/programs";
import { mutationDocument, startWorld, type GqlError, type Person, type World } from "../../support/world";
import { commandsOf, type Command } from "./case-commands";
import { forgetPoints, sellAgain, SITUATIONS, type Situation } from "./situations";
import { caseIn, openCase, type WorldCase } from "./world-case";

jest.setTimeout(300_000);

/** Everyone who may look at a case or try to; chen.mod is the one who takes it where it is taken. */
const VIEWERS = {
  consumer: "li.na",
  "provider's owner": "wang.owner",
  "provider's staff": "zhao.staff",
  "moderator who works on it": "chen.mod",
  "another moderator": "liu.mod",
  lead: "zhou.lead",
  "another lead": "qian.lead",
  auditor: "sun.audit",
  administrator: "admin",
  stranger: "tom",
} as const;

interface Offered {
  action: string;
  mutation: string;
  unavailableBecause: { code: string; availableAt: string | null } | null;
}

function suite(kind: TestDatabaseKind, situations: string[]): void {
  let world: World;
  let allActions: string[];
  beforeAll(async () => {
    world = await startWorld(kind);
    // One consumer has all these cases, each with a piece of evidence.
    await setHouseRules(world.db, { "uploads.perDay": { files: 10_000, bytes: 2 ** 40, arrivedBytes: 2 ** 40 } });
    await forgetPoints(world);
    const type = (await createSchema()).getType("ComplaintAction");
    allActions = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe.each(situations)("%s", (situation) => {
    /** For all of them: what is refused leaves it as it is, and what succeeds is taken back. */
    let theCase: WorldCase;
    let asItWas: unknown;
    beforeAll(async () => {
      await sellAgain(world);
      theCase = await (SITUATIONS[situation] as Situation)(world);
      asItWas = await theCase.look("lease { token }");
    });

    test.each(Object.entries(VIEWERS))("for the %s (%s)", async (_, login) => {
      const viewer = await world.as(login);
      const offered = await actionsFor(viewer, theCase.id);
      const told: Record<string, string> = {};
      const found: Record<string, string> = {};
      const commands = await commandsOf(theCase);
      for (const action of allActions) {
        const offer = offered.find((each) => each.action === action);
        const isOffered = offer !== undefined && offer.unavailableBecause === null;
        const command = commands[action];
        if (!command) throw new Error(`the test knows no command for the action ${action}`);
        const { mutation, input } = command;
        if (offer) expect(offer.mutation).toBe(mutation);
        if (!input) {
          expect([action, isOffered]).toEqual([action, false]);
          continue;
        }
        const { succeeds, errors } = await wouldSucceed(() => viewer.gql(documentOf(mutation), { input }));
        told[action] = isOffered ? "yes" : offer ? refusal(offer.unavailableBecause) : "not offered";
        found[action] = succeeds ? "yes" : outcome(offer, errors?.[0]);
      }
      expect(found).toEqual(told);
      expect(await theCase.look("lease { token }")).toEqual(asItWas);
    });
  });
}

describe("on SQLite", () => suite("sqlite", Object.keys(SITUATIONS)));
describeWith("mariadbd", "on MariaDB", () =>
  suite("mariadb", [
    "NEGOTIATING, an offer of the provider is open",
    "SUBMITTED, taken",
    "SUBMITTED, taken, an offer of the consumer is open",
    "UNDER_REVIEW, a draft of the moderator awaits approval",
    "ENFORCING, proof is filed",
  ]),
);

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

async function actionsFor(viewer: Person, id: string): Promise<Offered[]> {
  const query = `query ($id: ID!) { complaint(id: $id) { availableActions { action mutation unavailableBecause { code availableAt } } } }`;
  return (await viewer.ok(query, { id })).complaint?.availableActions ?? [];
}

const refusal = (why: { code: string; availableAt?: string | null } | null): string =>
  [why?.code, why?.availableAt].filter(Boolean).join(" from ");

function outcome(offer: Offered | undefined, error: GqlError | undefined): string {
  if (!error) throw new Error("answered, and wrote nothing");
  return offer ? refusal(error.extensions) : notOffered(error);
}

/** What is not in the list must be refused, for one of the reasons that need no explanation beside a button. */
const notOffered = ({ extensions: { code } }: GqlError): string =>
  ["FORBIDDEN", "NOT_IN_THIS_STATE", "NOT_FOUND"].includes(code) ? "not offered" : code;

const documentOf = (mutation: string): string => mutationDocument(mutation, "{ clientMutationId }");

async function setRoles(world: World, login: string, roles: string[]): Promise<void> {
  const { accountId } = await world.as(login);
  await world.setRoles({ accountId, roles });
}
