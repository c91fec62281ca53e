import type texts from "./messages/en.json";
import type { KeysOf } from "../platform/refusal";
import type { District } from "../platform/district";
import { checkpointRoutes } from "./checkpoints/checkpoint-routes";
import { Checkpoint } from "./checkpoints/checkpoint.entity";
import { sweepCheckpoints } from "./checkpoints/sweep-checkpoints";
import { TreeNode } from "./checkpoints/tree-node.entity";
import { CaseSalt } from "./dossier/case-salt.entity";
import { dossierJob } from "./dossier/dossier-job";
import { DossierKey } from "./signing/dossier-key.entity";
import { dossierRoutes } from "./dossier/dossier-routes";
import { Dossier } from "./dossier/dossier.entity";
import { ComplaintDossiersResolver, DossierResolver } from "./dossier/dossier.resolver";
import { sweepDossiers } from "./dossier/sweep-dossiers";
import { dataExportJob } from "./personal-data/data-export-job";
import { dataExportRoutes } from "./personal-data/data-export-routes";
import { AccountErasure } from "./personal-data/account-erasure.entity";
import { ComplaintLegalHoldsResolver, ErasureResolver } from "./personal-data/erasure.resolver";
import { LegalHold } from "./personal-data/legal-hold.entity";
import { sweepErasures } from "./personal-data/sweep-erasures";
import { sweepRetention } from "./personal-data/sweep-retention";
import { DataExport } from "./personal-data/data-export.entity";
import { AccountDataExportsResolver, DataExportResolver } from "./personal-data/data-export.resolver";
import { sweepDataExports } from "./personal-data/sweep-data-exports";
import { KeptCount } from "./keeping/kept-count.entity";
import { keepingProjection } from "./keeping/keeping.projection";
import { PromiseKeptResolver, ProviderKeptResolver } from "./keeping/kept-rate.resolver";
import { PromiseOutcome } from "./keeping/promise-outcome.entity";
import { ProviderKeeping } from "./keeping/provider-keeping.entity";
import { sweepKeeping } from "./keeping/sweep-keeping";
import { MarketNorm } from "./reputation/market-norm.entity";
import { measureNorms } from "./reputation/measure-norms";
import { PenaltyPreviewReputationResolver } from "./reputation/penalty-preview-reputation.resolver";
import { ProviderReputation } from "./reputation/provider-reputation.entity";
import { ReputationInput } from "./reputation/reputation-input.entity";
import { reputationProjection } from "./reputation/reputation.projection";
import {
  ProviderReputationResolver,
  ReputationInputResolver,
  ReputationResolver,
} from "./reputation/reputation.resolver";
import { sweepReputations } from "./reputation/sweep-reputations";
import { ReviewTally } from "./reviews/review-tally.entity";
import { Review } from "./reviews/review.entity";
import { ReviewResolver } from "./reviews/review.resolver";
import { ListingReviewsResolver, OrderReviewResolver, ProviderReviewsResolver } from "./reviews/reviewed.resolver";
import { sweepRefreshes } from "./search/sweep-refreshes";
import { SearchDocument } from "./search/search-document.entity";
import { SearchIndex } from "./search/search-index.entity";
import { SearchPosting } from "./search/search-posting.entity";
import { SearchTerm } from "./search/search-term.entity";
import { searchProjection } from "./search/search.projection";
import { SearchResolver } from "./search/search.resolver";
import { figuresRoutes } from "./statistics/figures-routes";
import { FigurePerson } from "./statistics/figure-person.entity";
import { publicFiguresProjection } from "./statistics/public-figures.projection";
import { PublicStatisticsResolver } from "./statistics/public-statistics.resolver";
import { StageTime } from "./statistics/stage-time.entity";
import { StatisticCount } from "./statistics/statistic-count.entity";
import { statisticsProjection } from "./statistics/statistics.projection";
import { StatisticGroupResolver, StatisticsResolver } from "./statistics/statistics.resolver";
import { TransparencyStatement } from "./transparency/statement.entity";
import { transparencyRoutes } from "./transparency/transparency-routes";
import { transparencyProjection } from "./transparency/transparency.projection";
import { TransparencyResolver } from "./transparency/transparency.resolver";
import { sweepWebhooks } from "./webhooks/sweep-webhooks";
import { WebhookDelivery } from "./webhooks/webhook-delivery.entity";
import { WebhookDeliveryResolver } from "./webhooks/webhook-delivery.resolver";
import { WebhookEndpoint } from "./webhooks/webhook-endpoint.entity";
import { WebhookResolver } from "./webhooks/webhook.resolver";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
}

/** Everything that is open to the public. */
export const PUBLIC: District = {
  entities: [
    AccountErasure,
    CaseSalt,
    Checkpoint,
    DataExport,
    Dossier,
    DossierKey,
    KeptCount,
    LegalHold,
    PromiseOutcome,
    FigurePerson,
    ProviderKeeping,
    MarketNorm,
    ProviderReputation,
    ReputationInput,
    Review,
    ReviewTally,
    SearchDocument,
    SearchIndex,
    SearchPosting,
    SearchTerm,
    StageTime,
    StatisticCount,
    TransparencyStatement,
    TreeNode,
    WebhookDelivery,
    WebhookEndpoint,
  ],
  resolvers: [
    AccountDataExportsResolver,
    ComplaintDossiersResolver,
    ComplaintLegalHoldsResolver,
    DataExportResolver,
    DossierResolver,
    ErasureResolver,
    ListingReviewsResolver,
    OrderReviewResolver,
    PenaltyPreviewReputationResolver,
    PromiseKeptResolver,
    ProviderKeptResolver,
    ProviderReputationResolver,
    ProviderReviewsResolver,
    PublicStatisticsResolver,
    ReputationInputResolver,
    ReputationResolver,
    ReviewResolver,
    SearchResolver,
    StatisticGroupResolver,
    StatisticsResolver,
    TransparencyResolver,
    WebhookDeliveryResolver,
    WebhookResolver,
  ],
  sweeps: [
    sweepCheckpoints,
    sweepDossiers,
    sweepDataExports,
    sweepErasures,
    sweepRetention,
    measureNorms,
    sweepReputations,
    sweepKeeping,
    sweepRefreshes,
    sweepWebhooks,
  ],
  projections: [
    reputationProjection,
    keepingProjection,
    statisticsProjection,
    publicFiguresProjection,
    transparencyProjection,
    searchProjection,
  ],
  jobs: [dossierJob, dataExportJob],
  routes: {
    dossiers: { open: dossierRoutes },
    exports: { open: dataExportRoutes },
    // A proof reads a few hundred hashes in some thirty statements.
    log: { open: checkpointRoutes, points: 5 },
    figures: { open: figuresRoutes, points: 20 },
    transparency: { open: transparencyRoutes, points: 200 },
  },
};
