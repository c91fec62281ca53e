import {
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context as TraceContext,
  type Span,
  type SpanOptions,
} from "@opentelemetry/api";

const NAME = "redress";

/** Of what nobody records. */
const UNRECORDED = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
let isRecording = false;

/** From now on the spans go to whoever registered with the library. */
export function recordSpans(): void {
  isRecording = true;
}

/** Runs the work within a span of its own; without start-tracing.ts nothing is recorded, and nothing made for it. */
export function inSpan<T>(
  name: () => string,
  options: () => SpanOptions,
  work: (span: Span) => Promise<T>,
  parent: TraceContext = context.active(),
): Promise<T> {
  if (!isRecording) return work(UNRECORDED);
  return trace.getTracer(NAME).startActiveSpan(name(), options(), parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      noteError(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same for a part of something larger: by itself, as in a sweep, it is not worth a trace. */
export function inPart<T>(name: () => string, options: () => SpanOptions, work: () => Promise<T>): Promise<T> {
  return isRecording && trace.getActiveSpan()?.isRecording() ? inSpan(name, options, work) : work();
}

/** What kind of error it was. Its message may hold what people wrote. */
function noteError(span: Span, error: unknown): void {
  const { code, constructor } = Object(error) as { code?: unknown; constructor: { name: string } };
  span.setAttribute("error.type", typeof code === "string" ? code : constructor.name);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The trace that work belongs to which began elsewhere, as W3C's `traceparent` names it; a trace of its own for what is none. */
export const traceOf = (traceparent: string | null | undefined): TraceContext =>
  traceparent ? propagation.extract(ROOT_CONTEXT, { traceparent }) : ROOT_CONTEXT;

/** The present place in a trace that is recorded, as `traceOf` reads it; null: none is. */
export function traceparent(): string | null {
  if (!trace.getActiveSpan()?.isRecording()) return null;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** By which the log's lines are found beside the trace. */
export const traceId = (): string | undefined => {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span.spanContext().traceId : undefined;
};
