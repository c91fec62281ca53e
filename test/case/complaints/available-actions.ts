import { setHouseRules } from "../../adjudication/points/flat-rules";
import { isEnumType } from "graphql";
import { createSchema } from "../../../src/app/schema";
import type { TestDatabaseKind } from "../../support/databases";
import { wouldSucceed } from "../../support/held-back";
import { pastTheSocket, type Ask } from "../../support/past-the-socket";
import { mutationDocument, startWorld, type GqlError, type Person, type World } from "../../support/world";
import { commandsOf, type Command } from "./case-commands";
import { forgetPoints, sellAgain, SITUATIONS, type Situation } from "./situations";
import type { WorldCase } from "./world-case";

jest.setTimeout(300_000);

const DECIDED = /^(RULED|APPEALED|ENFORCING|SETTLING|CLOSED)/;
/** Half of them each: the two files run beside each other. */
export const [UNDECIDED_SITUATIONS, DECIDED_SITUATIONS] = [false, true].map((isDecided) =>
  Object.keys(SITUATIONS).filter((situation) => DECIDED.test(situation) === isDecided),
) as [string[], string[]];

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
  unavailableBecause: { code: string; reason: string; availableAt: string | null } | null;
}

/**
 * In each situation everyone is offered exactly what would succeed, and told of the rest why not. At a door that is closed to them they are
 * offered nothing, and need not knock: that it refuses exactly whom it does not tell that it is open, `access/matrix` holds for each role.
 */
export function offersAreKept(kind: TestDatabaseKind, situations: readonly string[]): void {
  let world: World;
  let ask: Ask;
  let allActions: string[];
  beforeAll(async () => {
    world = await startWorld(kind);
    // One consumer has all these cases, each with a piece of evidence.
    await setHouseRules(world.db, { "uploads.perDay": { files: 10_000, bytes: 2 ** 40, arrivedBytes: 2 ** 40 } });
    await forgetPoints(world);
    ask = await pastTheSocket(world);
    const type = (await createSchema()).getType("ComplaintAction");
    allActions = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe.each(situations)("%s", (situation) => {
    /** For all of them: what is refused leaves it as it is, and what succeeds is taken back. */
    let theCase: WorldCase;
    let asItWas: unknown;
    let commands: Record<string, Command>;
    beforeAll(async () => {
      await sellAgain(world);
      theCase = await (SITUATIONS[situation] as Situation)(world);
      asItWas = await theCase.look("lease { token }");
      commands = await commandsOf(theCase);
      // Under a name, a refused request is looked up twice; what a name does is tested where names are.
      for (const { input } of Object.values(commands)) delete input?.clientMutationId;
    });

    test.each(Object.entries(VIEWERS))("for the %s (%s)", async (_, login) => {
      const viewer = await world.as(login);
      const { offered, open } = await offersTo(viewer, theCase.id, ask);
      expect(offered.map(({ action, mutation }) => [action, mutation])).toEqual(
        offered.map(({ action }) => [action, commands[action]?.mutation]),
      );
      const told: Record<string, string> = {};
      const found: Record<string, string> = {};
      for (const action of allActions) {
        const offer = offered.find((each) => each.action === action);
        const isOffered = offer !== undefined && offer.unavailableBecause === null;
        const command = commands[action];
        if (!command) throw new Error(`the test knows no command for the action ${action}`);
        const { mutation, input } = command;
        if (!input) {
          expect([action, isOffered]).toEqual([action, false]);
          continue;
        }
        told[action] = isOffered ? "yes" : offer ? refusal(offer.unavailableBecause) : "not offered";
        if (!open.has(mutation)) {
          found[action] = "not offered";
          continue;
        }
        const { succeeds, errors } = await wouldSucceed(() => ask(viewer, documentOf(mutation), { input }));
        found[action] = succeeds ? "yes" : outcome(offer, errors?.[0]);
      }
      expect(found).toEqual(told);
      expect(await theCase.look("lease { token }")).toEqual(asItWas);
    });
  });
}

const OFFERS =
  "complaint(id: $id) { availableActions { action mutation unavailableBecause { code reason availableAt } } }";

export async function actionsFor(viewer: Person, id: string): Promise<Offered[]> {
  return (await viewer.ok(`query ($id: ID!) { ${OFFERS} }`, { id })).complaint?.availableActions ?? [];
}

/** With the mutations whose doors are open to them. */
async function offersTo(viewer: Person, id: string, ask: Ask): Promise<{ offered: Offered[]; open: Set<string> }> {
  const { data, errors } = await ask(viewer, `query ($id: ID!) { openOperations ${OFFERS} }`, { id });
  expect(errors).toBeUndefined();
  return { offered: data.complaint?.availableActions ?? [], open: new Set(data.openOperations as string[]) };
}

const refusal = (why: { code: string; reason?: string; availableAt?: string | null } | null): string =>
  [`${why?.code} ${why?.reason}`, why?.availableAt].filter(Boolean).join(" from ");

function outcome(offer: Offered | undefined, error: GqlError | undefined): string {
  if (!error) throw new Error("answered, and wrote nothing");
  return offer ? refusal(error.extensions) : notOffered(error);
}

/** What is not in the list must be refused, for one of the reasons that need no explanation beside a button. */
const notOffered = ({ extensions: { code } }: GqlError): string =>
  ["FORBIDDEN", "NOT_IN_THIS_STATE", "NOT_FOUND"].includes(code) ? "not offered" : code;

export const documentOf = (mutation: string): string => mutationDocument(mutation, "{ clientMutationId }");
