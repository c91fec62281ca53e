import { recordSpans } from "./trace";

/** A collector that is away does not hold up the end of the process for longer. */
const PATIENCE_MS = 2_000;

/**
 * From now on spans are recorded and sent to a collector, by OTLP over HTTP. Where to, what of them and under which name, the library reads
 * from OpenTelemetry's own variables. Returns what ends it: the last spans are sent first.
 *
 * Loaded only here: who records nothing need not load it.
 */
export async function startTracing(version: string): Promise<() => Promise<void>> {
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources, { W3CTraceContextPropagator }] =
    await Promise.all([
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/core"),
    ]);
  const { resourceFromAttributes, detectResources, envDetector } = resources;
  const named = resourceFromAttributes({ "service.name": "redress", "service.version": version });
  const traces = new NodeTracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(), { exportTimeoutMillis: PATIENCE_MS })],
  });
  // Not what else clients send along (baggage).
  traces.register({ propagator: new W3CTraceContextPropagator() });
  recordSpans();
  return () =>
    traces.shutdown().catch((error: Error) => {
      // Nobody waits for them: it ends all the same.
      console.error(`The last traces could not be sent: ${error.message}`);
    });
}
