import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { defaultRoutes } from "./default-routes";
import { OutsideRoute } from "./outside-route.entity";

/** Adds the missing routes that come with the platform; safe to run twice. */
export async function seedRoutes(tx: Tx): Promise<void> {
  const known = new Set((await tx.find(OutsideRoute, {})).map(({ route }) => route));
  for (const { route, businessLegalBasis = null, ...content } of defaultRoutes.filter((each) => !known.has(each.route)))
    tx.insert(OutsideRoute, {
      ...content,
      businessLegalBasis,
      id: newId(OutsideRoute),
      route,
      version: 1,
      publishedById: null,
      effectiveFrom: 0,
      effectiveUntil: null,
    });
}
