declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    /** `rules`: as JSON. */
    ROUTING_RULES_SAVED: { rules: string };
  }
}

export {};
