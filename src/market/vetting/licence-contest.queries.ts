import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { Provider } from "../providers/provider.entity";
import { LicenceContest, type LicenceContestStatus } from "./licence-contest.entity";
import { maySeeVetting } from "./vetting.queries";

/** Whoever sees the vetting of either side. */
export const maySeeContest = async (ctx: Context, { claimantId, holderId }: LicenceContest): Promise<boolean> =>
  (await maySeeVetting(ctx, claimantId)) || maySeeVetting(ctx, holderId);

/** The longest waiting first. */
export const listLicenceContests = (
  ctx: Context,
  args: PageArgs,
  status: LicenceContestStatus,
): Promise<Page<LicenceContest>> =>
  page(ctx, args, {
    entity: LicenceContest,
    where: sql`t.status = ${status}`,
    by: "openedAt",
    direction: "ASC",
  });

/** The provider that was admitted with this provider's licence; null when there is none. */
export const holderOf = (
  reader: Pick<Tx, "findOne">,
  { id, licenceNo, licenceKey }: Provider,
): Promise<Provider | null> =>
  licenceKey === licenceNo
    ? Promise.resolve(null)
    : reader.findOne(Provider, { licenceKey: licenceNo }).then((held) => (held?.id === id ? null : held));
