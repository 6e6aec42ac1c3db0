package io.seaworthy.testkit;

/**
 * The laws of the house as a test suite over real sockets, for one adapter on one server. An integration subclasses it,
 * starts its server, says what the server can do, and gets every law tested:
 *
 * <pre>{@code
 * class MyServerConformanceTest extends AdapterConformanceTest {
 *
 *     public KitServer start(KitSetup setup) { ... }
 *
 *     public Set<Capability> capabilities() {
 *         return EnumSet.of(Capability.PIPELINING, Capability.ASYNC_GUARDS);
 *     }
 *
 *     public Refusal refusal(BadRequest kind) {
 *         return switch (kind) { ... };
 *     }
 * }
 * }</pre>
 *
 * <p>Each law starts a server of its own on a free port, so that laws cannot disturb each other; a law about a missing
 * capability is skipped with a printed reason.
 */
public abstract class AdapterConformanceTest
        implements HeaderLaws,
                EditLaws,
                RejectionLaws,
                CompletionLaws,
                FailClosedLaws,
                AsyncGuardLaws,
                DispatchLaws,
                ContextLaws,
                WireLaws,
                BodyLaws,
                FailureLaws,
                LoadLaws,
                RefusalLaws {

    /** For subclasses. */
    protected AdapterConformanceTest() {}
}
