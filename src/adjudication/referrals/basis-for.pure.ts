import type { BuyerKind } from "../../market/orders/buyer-kind.types";
import type { Bilingual } from "../../platform/graphql/bilingual";

interface Bases {
  legalBasis: Bilingual;
  businessLegalBasis: Bilingual | null;
}

/** On what a route rests for such a buyer; null: it is not open to them. */
export const basisFor = ({ legalBasis, businessLegalBasis }: Bases, buyerKind: BuyerKind): Bilingual | null =>
  buyerKind === "BUSINESS" ? businessLegalBasis : legalBasis;
