import { PastMembership } from "../../../src/market/providers/past-membership.entity";
import { ProviderInvitation } from "../../../src/market/providers/provider-invitation.entity";
import { ProviderMember } from "../../../src/market/providers/provider-member.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import type { ProviderStatus } from "../../../src/market/providers/provider-status.types";
import { newId } from "../../../src/platform/ids";
import { openPeople, refusedWith } from "../../accounts/people";
import { forEachDatabase } from "../../support/databases";

const REGISTER = `mutation ($input: RegisterProviderInput!) { registerProvider(input: $input) { provider { id } } }`;
const REMOVE = `mutation ($input: RemoveProviderMemberInput!) { removeProviderMember(input: $input) { provider { id } } }`;
const INVITE = `mutation ($input: InviteProviderMemberInput!) { inviteProviderMember(input: $input) { invitation { id login role status } } }`;
const MINE = `{ viewer { invitations { id role provider { id } invitedBy { displayName } } } }`;
const MADE = `query ($id: ID!) { provider(id: $id) { invitations { nodes { login status } } } }`;
const STAFF_ROLES = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "TRAINER", "AUDITOR", "ADMIN"] as const;
const DAY = 86_400_000;

type Answering = "acceptProviderInvitation" | "declineProviderInvitation" | "withdrawProviderInvitation";
const answering = (mutation: Answering): string =>
  `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { invitation { status } } }`;

forEachDatabase((kind, further) => {
  /** A provider as vetting leaves it, and what its people do. */
  async function openCompany(status: ProviderStatus = "ACTIVE") {
    const people = await openPeople(kind);
    const { ask, database } = people;
    const owner = await people.person("owner");
    const { registerProvider } = await ask(owner, REGISTER, {
      input: { legalName: "Repair Co", licenceNo: "91-3101 abcd1234" },
    });
    const id: string = registerProvider.provider.id;
    const lead = await people.person("the.lead", "LEAD_MODERATOR");
    const setStatus = (to: ProviderStatus) => database.transact(async (tx) => tx.update(Provider, id, { status: to }));
    await setStatus(status);
    const invite = async (login: string, role = "STAFF", by = owner) =>
      (await ask(by, INVITE, { input: { providerId: id, login, role } })).inviteProviderMember.invitation;
    const answer = (who: string, mutation: Answering, invitationId: string, more = {}) =>
      ask(who, answering(mutation), { input: { invitationId, ...more } });
    return {
      ...people,
      owner,
      id,
      setStatus,
      invite,
      answer,
      async join(login: string, role = "STAFF") {
        const person = await people.person(login);
        await answer(person, "acceptProviderInvitation", (await invite(login, role)).id);
        return person;
      },
      remove: (by: string, accountId: string) => ask(by, REMOVE, { input: { providerId: id, accountId } }),
      rolesOf: async (who: string) => [...((await people.actors.current(who))?.roles ?? [])],
      mine: async (who: string) => (await ask(who, MINE)).viewer.invitations,
      made: async (who: string) => (await ask(who, MADE, { id })).provider.invitations,
      /** Proposed by an administrator, agreed to by a lead where it takes two. */
      async setRoles(admin: string, accountId: string, role: string) {
        const { setAccountRoles } = await ask(
          admin,
          `mutation { setAccountRoles(input: { accountId: "${accountId}", roles: [${role}] }) { account { proposedRoles { id } } } }`,
        );
        for (const { id: roleGrantId } of setAccountRoles.account.proposedRoles)
          await ask(
            lead,
            `mutation { approveRoleGrant(input: { roleGrantId: "${roleGrantId}" }) { clientMutationId } }`,
          );
      },
    };
  }

  test("whoever accepts an invitation is a member at once; who leaves is none any more, and that is remembered", async () => {
    await using company = await openCompany();
    const { owner, id } = company;
    const staff = await company.person("staff");
    const invitation = await company.invite("ＳＴＡＦＦ");
    expect(invitation).toMatchObject({ login: "staff", role: "STAFF", status: "OPEN" });
    expect(await company.rolesOf(staff)).toEqual(["CONSUMER"]);
    expect(await company.mine(staff)).toEqual([
      { id: invitation.id, role: "STAFF", provider: { id }, invitedBy: { displayName: "owner" } },
    ]);
    await company.answer(staff, "acceptProviderInvitation", invitation.id);
    expect(await company.rolesOf(staff)).toEqual(["CONSUMER", "PROVIDER_STAFF"]);
    expect(await company.mine(staff)).toEqual([]);
    expect(await company.made(owner)).toEqual({ nodes: [{ login: "staff", status: "ACCEPTED" }] });
    expect(await company.made(staff)).toBeNull();
    await expect(company.remove(staff, owner)).rejects.toEqual(refusedWith("FORBIDDEN", "provider.notOwner"));
    company.clock.advance(1_000);
    await company.remove(staff, staff);
    expect((await company.actors.current(staff))?.memberships).toEqual([]);
    const [past] = await company.database.find(PastMembership, { accountId: staff });
    expect(past).toMatchObject({ providerId: id, role: "STAFF" });
    expect((past?.endedAt ?? 0) - (past?.joinedAt ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(await company.events(id)).toEqual([
      ...["PROVIDER_REGISTERED", "PROVIDER_MEMBER_ADDED", "PROVIDER_MEMBER_INVITED"],
      ...["PROVIDER_MEMBER_ADDED", "PROVIDER_MEMBER_REMOVED"],
    ]);
  });

  test("only the person invited answers, once, in time, and while it stands", async () => {
    await using company = await openCompany();
    const { owner } = company;
    const [mei, other] = [await company.person("mei"), await company.person("other")];
    const { id } = await company.invite("mei");
    for (const mutation of ["acceptProviderInvitation", "declineProviderInvitation"] as const) {
      for (const who of [other, owner])
        await expect(company.answer(who, mutation, id)).rejects.toEqual(refusedWith("NOT_FOUND"));
      for (const wrong of ["", mei, newId(ProviderInvitation)])
        await expect(company.answer(mei, mutation, wrong)).rejects.toEqual(refusedWith("NOT_FOUND"));
    }
    await expect(company.answer(mei, "withdrawProviderInvitation", id)).rejects.toEqual(refusedWith("FORBIDDEN"));
    await company.answer(owner, "withdrawProviderInvitation", id);
    const withdrawn = refusedWith("NOT_IN_THIS_STATE", "invitation.WITHDRAWN");
    await expect(company.answer(mei, "acceptProviderInvitation", id)).rejects.toEqual(withdrawn);
    await expect(company.answer(owner, "withdrawProviderInvitation", id)).rejects.toEqual(withdrawn);

    company.clock.advance(1);
    const declined = await company.invite("mei");
    await company.answer(mei, "declineProviderInvitation", declined.id);
    await expect(company.answer(mei, "acceptProviderInvitation", declined.id)).rejects.toEqual(
      refusedWith("NOT_IN_THIS_STATE", "invitation.DECLINED"),
    );

    company.clock.advance(1);
    const late = await company.invite("mei");
    company.clock.advance(14 * DAY);
    expect(await company.mine(mei)).toEqual([]);
    await expect(company.answer(mei, "acceptProviderInvitation", late.id)).rejects.toEqual(
      refusedWith("TOO_LATE", "invitation.EXPIRED"),
    );
    expect((await company.made(owner)).nodes.map(({ status }: { status: string }) => status)).toEqual([
      "EXPIRED",
      "DECLINED",
      "WITHDRAWN",
    ]);
    expect(await company.rolesOf(mei)).toEqual(["CONSUMER"]);
  });

  test("whoever is no owner any longer does not learn by inviting again whether their invitation was accepted", async () => {
    await using company = await openCompany();
    await company.person("mei");
    const co = await company.join("co", "OWNER");
    const input = { providerId: company.id, login: "mei", role: "STAFF", clientMutationId: "mei" };
    const invite = () => company.ask(co, INVITE, { input });
    const { inviteProviderMember: made } = await invite();
    expect((await invite()).inviteProviderMember).toEqual(made);
    await company.ask(
      co,
      `mutation { registerProvider(input: { legalName: "Co Ltd", licenceNo: "COLTD-0001" }) { clientMutationId } }`,
    );
    await company.remove(company.owner, co);
    await expect(invite()).rejects.toEqual(refusedWith("NOT_FOUND"));
  });

  test("accepted twice at once, and accepted and taken back at once, one of the two counts", async () => {
    await using company = await openCompany();
    const { owner } = company;
    const mei = await company.person("mei");
    const first = await company.invite("mei");
    const twice = await Promise.allSettled([
      company.answer(mei, "acceptProviderInvitation", first.id),
      company.answer(mei, "acceptProviderInvitation", first.id),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await company.database.find(ProviderMember, { accountId: mei })).toHaveLength(1);
    await company.remove(owner, mei);

    const second = await company.invite("mei");
    const race = await Promise.allSettled([
      company.answer(mei, "acceptProviderInvitation", second.id),
      company.answer(owner, "withdrawProviderInvitation", second.id),
    ]);
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const joined = race[0]?.status === "fulfilled";
    expect(await company.database.find(ProviderMember, { accountId: mei })).toHaveLength(joined ? 1 : 0);
  });

  test("who wants to hear no more is left alone, and the owners cannot tell", async () => {
    await using company = await openCompany();
    const { owner, id } = company;
    const mei = await company.person("mei");
    const first = await company.invite("mei");
    await company.answer(mei, "declineProviderInvitation", first.id, { block: true });
    expect((await company.made(owner)).nodes).toEqual([{ login: "mei", status: "OPEN" }]);
    expect(await company.events(id)).not.toContain("PROVIDER_INVITATION_DECLINED");
    await expect(company.answer(mei, "acceptProviderInvitation", first.id)).rejects.toEqual(refusedWith("NOT_FOUND"));
    company.clock.advance(14 * DAY);
    expect(await company.invite("mei")).toMatchObject({ status: "OPEN" });
    expect(await company.mine(mei)).toEqual([]);
    company.clock.advance(366 * DAY);
    const again = await company.invite("mei");
    expect((await company.mine(mei)).map((each: { id: string }) => each.id)).toEqual([again.id]);
  });

  test("the last owner leaves a company that owes nobody anything, and nobody sells for it then", async () => {
    await using company = await openCompany();
    const { owner, id } = company;
    const partner = await company.join("partner", "OWNER");
    await company.invite("mei", "STAFF", owner);
    await company.invite("lee", "STAFF", partner);
    await company.remove(owner, owner);
    const left = await company.database.find(ProviderInvitation, { login: ["lee", "mei"] }, "ORDER BY login");
    expect(left.map(({ login, status }) => [login, status])).toEqual([
      ["lee", "OPEN"],
      ["mei", "WITHDRAWN"],
    ]);
    await company.remove(partner, partner);
    expect(await company.database.byId(Provider, id)).toMatchObject({ status: "SUSPENDED" });
    expect((await company.events(id)).at(-1)).toBe("PROVIDER_SUSPENDED");
  });

  test("of two owners who remove each other at once one stays", async () => {
    await using company = await openCompany();
    const { owner, id } = company;
    const partner = await company.join("partner", "OWNER");
    const outcomes = await Promise.allSettled([company.remove(owner, partner), company.remove(partner, owner)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes).toContainEqual({ status: "rejected", reason: refusedWith("FORBIDDEN", "provider.notMember") });
    expect(await company.database.find(ProviderMember, { providerId: id })).toMatchObject([{ role: "OWNER" }]);
    expect(await company.database.byId(Provider, id)).toMatchObject({ status: "ACTIVE" });
  });

  further("those who work for the platform take no side, whichever comes first", async () => {
    await using company = await openCompany();
    const { owner } = company;
    const admin = await company.person("admin", "ADMIN");
    const conflict = refusedWith("CONFLICT_OF_INTEREST");
    for (const role of STAFF_ROLES) {
      const login = `the.${role.toLowerCase()}`;
      const person = await company.person(login, role);
      const { id } = await company.invite(login);
      await expect(company.answer(person, "acceptProviderInvitation", id)).rejects.toEqual(conflict);
      await company.answer(person, "declineProviderInvitation", id);
      const input = { legalName: "Mine", licenceNo: `MINE-${role.replace("_", "-")}` };
      await expect(company.ask(person, REGISTER, { input })).rejects.toEqual(conflict);
      await expect(company.setRoles(admin, owner, role)).rejects.toEqual(conflict);
    }
  });

  further("an invitation keeps nobody from working for the platform, and lapses with it", async () => {
    await using company = await openCompany();
    const admin = await company.person("admin", "ADMIN");
    const mei = await company.person("mei");
    const { id } = await company.invite("mei");
    await company.setRoles(admin, mei, "MODERATOR");
    expect(await company.rolesOf(mei)).toEqual(["MODERATOR"]);
    expect(await company.mine(mei)).toEqual([]);
    await expect(company.answer(mei, "acceptProviderInvitation", id)).rejects.toEqual(refusedWith("NOT_FOUND"));
    expect((await company.made(company.owner)).nodes).toEqual([{ login: "mei", status: "OPEN" }]);
  });

  test("made a moderator and accepting at once, nobody becomes both", async () => {
    await using company = await openCompany();
    const admin = await company.person("admin", "ADMIN");
    for (const login of ["mei", "lee", "kim"]) {
      const person = await company.person(login);
      const { id } = await company.invite(login);
      const race = await Promise.allSettled([
        company.setRoles(admin, person, "MODERATOR"),
        company.answer(person, "acceptProviderInvitation", id),
      ]);
      expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const now = await company.rolesOf(person);
      expect(now.includes("MODERATOR")).not.toBe(now.includes("PROVIDER_STAFF"));
    }
  });

  further("so many invitations are open at a time, and so many are made in a day", async () => {
    await using company = await openCompany();
    const made: { id: string }[] = [];
    for (let n = 0; n < 20; n += 1) made.push(await company.invite(`person-${n}`));
    await expect(company.invite("person-3")).rejects.toEqual(refusedWith("ALREADY_EXISTS", "invitation.open"));
    await expect(company.invite("one-more")).rejects.toEqual(refusedWith("LIMIT_REACHED", "invitation.tooManyOpen"));
    await company.answer(company.owner, "withdrawProviderInvitation", made[3]?.id ?? "");
    await expect(company.invite("one-more")).rejects.toEqual(refusedWith("RATE_LIMITED", "invitation.tooManyToday"));
    company.clock.advance(DAY);
    await company.invite("one-more");
  });

  further("who was not vetted invites nobody, nor does whom the platform left", async () => {
    await using company = await openCompany();
    for (const status of ["APPLIED", "IN_REVIEW", "REJECTED", "TERMINATED"] as const) {
      await company.setStatus(status);
      await expect(company.invite("mei")).rejects.toEqual(refusedWith("NOT_IN_THIS_STATE"));
    }
    // And whoever was invited before cannot join it any more.
    await company.setStatus("ACTIVE");
    const mei = await company.person("mei");
    const { id } = await company.invite("mei");
    await company.setStatus("TERMINATED");
    await expect(company.answer(mei, "acceptProviderInvitation", id)).rejects.toEqual(
      refusedWith("NOT_IN_THIS_STATE", "invitation.notAdmitted"),
    );
  });
});
