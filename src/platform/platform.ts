import { FeedCounter, LoggedEvent, LogPosition, PendingEvent } from "./database/event.entity";
import { ErasedRow } from "./database/erased-row.entity";
import { EventTopic } from "./database/event-topic.entity";
import type { District } from "./district";
import { Notice } from "./database/notice.entity";
import { NumberSeries } from "./database/number-series.entity";
import { TextTerm } from "./database/text-term.entity";
import { ProjectionPlace } from "./feed/projection-place.entity";
import { SkippedEvent } from "./feed/skipped-event.entity";
import { ApiLimitsResolver } from "./graphql/api-limits.resolver";
import { BilingualResolver } from "./graphql/bilingual";
import { CatchUpResolver } from "./graphql/catch-up.resolver";
import { EventShapeResolver } from "./graphql/event-shape.resolver";
import { forgetOldResults, IdempotencyRecord } from "./graphql/idempotency";
import { MoneyResolver } from "./graphql/money";
import { NodeResolver } from "./graphql/node.resolver";
import { OpenOperationsResolver } from "./graphql/open-operations.resolver";
import { RefusalResolver } from "./graphql/refusal.resolver";
import { SchemaVersionResolver } from "./graphql/schema-version.resolver";
import { Job } from "./jobs/job.entity";
import { Leadership } from "./leaders/leadership.entity";
import { Worker } from "./leaders/worker.entity";
import { PLATFORM_REFUSALS } from "./refusals.table";

/** What the platform itself stores and offers. */
export const PLATFORM: District = {
  refusals: PLATFORM_REFUSALS,
  entities: [
    ErasedRow,
    EventTopic,
    FeedCounter,
    IdempotencyRecord,
    Job,
    Leadership,
    LoggedEvent,
    LogPosition,
    Notice,
    NumberSeries,
    PendingEvent,
    ProjectionPlace,
    SkippedEvent,
    TextTerm,
    Worker,
  ],
  resolvers: [
    ApiLimitsResolver,
    BilingualResolver,
    CatchUpResolver,
    EventShapeResolver,
    MoneyResolver,
    NodeResolver,
    OpenOperationsResolver,
    RefusalResolver,
    SchemaVersionResolver,
  ],
  sweeps: [forgetOldResults],
};
