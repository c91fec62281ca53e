declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    GUIDE_PUBLISHED: { guideVersionId: string; code: string; version: number };
    GUIDE_WITHDRAWN: { guideId: string; code: string };
  }
}

export {};
