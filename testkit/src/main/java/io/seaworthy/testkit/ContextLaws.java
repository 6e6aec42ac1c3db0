package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.RequestHead;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Law 9: the handler's thread has the request's context for as long as the handler runs, and not a moment longer. */
interface ContextLaws extends AdapterUnderTest {

    @Test
    default void insideTheHandler_theContextIsThere() throws Exception {
        ThreadElement element = new ThreadElement("mdc");
        try (KitRun run = KitRun.start(this, chain -> chain.carry(element), x -> x.send(bytes(contextOf(element))))) {
            assertThat(run.get("/").text()).isEqualTo(Witness.REQUEST_ID + " open:mdc");
            KitRun.eventually("it is closed", () -> element.log().size() == 2);
            assertThat(element.log()).containsExactly("open mdc", "close mdc");
        }
    }

    @Test
    default void behindAPendingStage_theContextIsThere() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        ThreadElement element = new ThreadElement("mdc");
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.carry(element).thenAsync(head -> CompletableFuture.supplyAsync(Decision::proceed)),
                x -> x.send(bytes(contextOf(element))))) {
            assertThat(run.get("/").text()).isEqualTo(Witness.REQUEST_ID + " open:mdc");
        }
    }

    @Test
    default void onAVirtualThread_theContextIsThere() throws Exception {
        require(this, Capability.VIRTUAL_THREADS);
        ExecutorService virtual = virtualThreads();
        if (virtual == null) {
            KitRun.skip(
                    "virtual threads need Java 21; this is " + Runtime.version().feature());
            return;
        }
        ThreadElement element = new ThreadElement("mdc");
        KitApplication application = x -> x.send(bytes(contextOf(element) + ' ' + isVirtual(Thread.currentThread())));
        try (KitRun run = KitRun.start(this, chain -> chain.carry(element), application, virtual)) {
            assertThat(run.get("/").text()).isEqualTo(Witness.REQUEST_ID + " open:mdc true");
            KitRun.eventually("it is closed", () -> element.log().size() == 2);
            assertThat(element.log()).containsExactly("open mdc", "close mdc");
        }
    }

    @Test
    default void twoElements_closeInReverse() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        ThreadElement outer = new ThreadElement("outer", log);
        ThreadElement inner = new ThreadElement("inner", log);
        try (KitRun run = KitRun.start(this, chain -> chain.carry(outer).carry(inner), x -> x.send(bytes("kit")))) {
            run.get("/");
            KitRun.eventually("both are closed", () -> log.size() == 4);
            assertThat(log).containsExactly("open outer", "open inner", "close inner", "close outer");
        }
    }

    @Test
    default void aGuardThatIsAnElement_isCarriedUnasked() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        class Both extends ThreadElement implements Guard {
            Both() {
                super("both", log);
            }

            @Override
            public Decision check(RequestHead head) {
                return Decision.proceed();
            }
        }
        try (KitRun run = KitRun.start(this, chain -> chain.then(new Both()), x -> x.send(bytes("kit")))) {
            run.get("/");
            KitRun.eventually("it is closed", () -> log.size() == 2);
        }
    }

    @Test
    default void handlerThrows_theContextIsClosed() throws Exception {
        ThreadElement element = new ThreadElement("mdc");
        KitApplication application = x -> {
            throw new IllegalStateException("kit");
        };
        try (KitRun run = KitRun.start(this, chain -> chain.carry(element), application)) {
            assertThat(run.get("/").status()).isEqualTo(500);
            KitRun.eventually("it is closed", () -> element.log().size() == 2);
        }
    }

    @Test
    default void anElementCannotBeOpened_theAnswerIsA500() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        ThreadElement first = new ThreadElement("first");
        ContextElement broken = head -> {
            throw new IllegalStateException("secret detail");
        };
        try (KitRun run =
                KitRun.start(this, chain -> chain.carry(first).carry(broken), x -> handled.incrementAndGet())) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            run.witness().assertMarked(response);
            assertThat(handled).hasValue(0);
            assertThat(first.log()).containsExactly("open first", "close first");
        }
    }

    @Test
    default void rejectedRequest_opensNoContext() throws Exception {
        ThreadElement element = new ThreadElement("mdc");
        try (KitRun run =
                KitRun.start(this, chain -> chain.carry(element).then(head -> RejectionLaws.REFUSAL), x -> {})) {
            assertThat(run.get("/").status()).isEqualTo(429);
            assertThat(element.log()).isEmpty();
        }
    }

    @Test
    default void pooledThreads_keepNothing() throws Exception {
        ThreadElement element = new ThreadElement("mdc");
        List<String> left = new CopyOnWriteArrayList<>();
        Guard inspector = head -> {
            if (RequestContext.currentOrNull() != null || element.current() != null) {
                left.add(Thread.currentThread().getName());
            }
            return Decision.proceed();
        };
        AtomicInteger calls = new AtomicInteger();
        KitApplication application = x -> {
            if (calls.incrementAndGet() % 5 == 0) {
                throw new IllegalStateException("kit");
            }
            x.send(bytes("kit"));
        };
        try (KitRun run = KitRun.start(this, chain -> chain.then(inspector).carry(element), application)) {
            for (int i = 0; i < 200; i++) {
                run.get("/");
            }
        }
        assertThat(left).isEmpty();
        assertThat(calls).hasValue(200);
    }

    private static String contextOf(ThreadElement element) {
        return RequestContext.get(RequestAttributes.REQUEST_ID) + " open:" + element.current();
    }

    /** By reflection, because the kit is compiled for Java 17; null there. */
    private static @Nullable ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException older) {
            return null;
        }
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Boolean.TRUE.equals(Thread.class.getMethod("isVirtual").invoke(thread));
    }
}
