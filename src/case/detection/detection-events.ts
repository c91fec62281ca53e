declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    ORDER_OVERDUE: { orderId: string; consumerId: string; dueAt: number };
  }
}

export {};
