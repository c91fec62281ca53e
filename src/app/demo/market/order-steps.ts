import { claimOrderPayment } from "../../../adjudication/clearing/claim-order-payment";
import { confirmPayment } from "../../../adjudication/clearing/confirm-payment";
import { moveOrder } from "../../../market/orders/move-order";
import { placeOrder } from "../../../market/orders/place-order";
import type { OrderAction } from "../../../market/orders/order-status.types";
import { Refusal } from "../../../platform/refusal";
import { answerReview } from "../../../public/reviews/answer-review";
import { writeReview } from "../../../public/reviews/write-review";
import { ownerOf } from "./market-people.pure";
import { act, made, type Scene, type Step } from "./market-story";
import { providerStory } from "./provider-story";

export interface MarketOrder {
  at: number;
  consumer: string;
  /** Providers in the order in which the consumer would take them: who may not sell then is passed over. */
  providers: readonly number[];
  /** Which of what it lists. */
  listing: number;
}

/** Ordered and paid. */
export const placed = ({ at, consumer, providers, listing }: MarketOrder): Step => ({
  at,
  play: async (scene) => {
    const orderId = await order(scene, { consumer, providers, listing });
    scene.made.order = orderId;
    const claim = { orderId, channel: "WECHAT_PAY" as const, reference: `WX${orderId.slice(-16)}` };
    const { paymentId } = await act(scene, consumer, claimOrderPayment, claim);
    for (const finance of ["wu.finance", "xu.finance"]) {
      await act(scene, finance, confirmPayment, { paymentId });
      if ((await isPaid(scene, paymentId)) || finance === "xu.finance") return;
    }
  },
});

/** A large sum needs two persons. */
async function isPaid({ tx }: Scene, paymentId: string): Promise<boolean> {
  const [payment] = await tx.query<{ status: string }>("SELECT status FROM payment WHERE id = ?", [paymentId]);
  return payment?.status === "CONFIRMED";
}

async function order(
  scene: Scene,
  { consumer, providers, listing }: Pick<MarketOrder, "consumer" | "providers" | "listing">,
): Promise<string> {
  let refused: unknown = new Error("there is no provider to order from");
  for (const number of providers) {
    const shop = scene.of(providerStory(number));
    const listingId = shop[`listing${listing}`] ?? shop.listing0;
    if (listingId === undefined) continue;
    try {
      const { id } = await act(scene, consumer, placeOrder, { listingId });
      scene.made.seller = String(number);
      return id;
    } catch (error) {
      // Refused before anything was written; the consumer looks elsewhere.
      if (!(error instanceof Refusal) || !["PROVIDER_RESTRICTED", "LISTING_UNAVAILABLE"].includes(error.code))
        throw error;
      refused = error;
    }
  }
  throw refused;
}

export const sellerOf = (scene: Pick<Scene, "made">): string => ownerOf(Number(made(scene, "seller")));

export const moved = (at: number, action: OrderAction, consumer: string): Step => ({
  at,
  play: async (scene) => {
    const who = action === "DELIVER" ? sellerOf(scene) : consumer;
    await moveOrder(scene.tx, await scene.as(who), made(scene, "order"), action);
  },
});

export const reviewed = (at: number, consumer: string, stars: number, text: string): Step => ({
  at,
  play: async (scene) => {
    const { reviewId } = await act(scene, consumer, writeReview, { orderId: made(scene, "order"), stars, text });
    scene.made.review = reviewId;
  },
});

export const reviewAnswered = (at: number, text: string): Step => ({
  at,
  play: (scene) => act(scene, sellerOf(scene), answerReview, { reviewId: made(scene, "review"), text }),
});
