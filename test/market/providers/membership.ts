import type { Person } from "../../support/world";

interface Offer {
  providerId: string;
  login: string;
  role: "OWNER" | "STAFF";
}

/** Invites the login; answers the invitation's id. */
export async function invite(owner: Person, offer: Offer): Promise<string> {
  return (await owner.do("inviteProviderMember", { ...offer }, "{ invitation { id } }")).invitation.id;
}

export const accept = (invited: Person, invitationId: string): Promise<unknown> =>
  invited.do("acceptProviderInvitation", { invitationId }, "{ invitation { status } }");

/** Both have agreed to it. */
export async function join(owner: Person, invited: Person, offer: Offer): Promise<void> {
  await accept(invited, await invite(owner, offer));
}
