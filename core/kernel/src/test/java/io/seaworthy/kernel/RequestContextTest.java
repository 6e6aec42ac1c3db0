package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestContextTest {

    private final List<String> trace = new ArrayList<>();
    private final RequestHead head = new TestRequest();

    private ContextElement element(String name) {
        return opened -> {
            trace.add("open " + name);
            return () -> trace.add("close " + name);
        };
    }

    @Test
    void threadWithoutRequest_hasNoContext() {
        assertThat(RequestContext.currentOrNull()).isNull();
        assertThat(RequestContext.get(RequestAttributes.REQUEST_ID)).isNull();
        assertThatThrownBy(RequestContext::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pass it on");
    }

    @Test
    void openContext_isSeenByThisThreadOnly() {
        try (ContextElement.Scope scope = RequestContext.open(head, List.of())) {
            assertThat(RequestContext.current()).isSameAs(head);
            assertThat(CompletableFuture.supplyAsync(RequestContext::currentOrNull)
                            .join())
                    .isNull();
        }
        assertThat(RequestContext.currentOrNull()).isNull();
    }

    @Test
    void elements_areClosedInReverseOrder() {
        RequestContext.open(head, List.of(element("a"), element("b"))).close();
        assertThat(trace).containsExactly("open a", "open b", "close b", "close a");
    }

    @Test
    void nestedContext_givesTheOuterOneBack() {
        RequestHead inner = new TestRequest();
        try (ContextElement.Scope outer = RequestContext.open(head, List.of())) {
            RequestContext.open(inner, List.of()).close();
            assertThat(RequestContext.current()).isSameAs(head);
        }
        assertThat(RequestContext.currentOrNull()).isNull();
    }

    @Test
    void elementThatFailsToOpen_leavesNothingBehind() {
        ContextElement broken = opened -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> RequestContext.open(head, List.of(element("a"), broken, element("c"))))
                .hasMessage("broken");
        assertThat(trace).containsExactly("open a", "close a");
        assertThat(RequestContext.currentOrNull()).isNull();
    }

    @Test
    void elementThatFailsToClose_doesNotKeepTheOthersOpen() {
        ContextElement broken = opened -> () -> {
            throw new IllegalStateException("broken");
        };
        ContextElement.Scope scope = RequestContext.open(head, List.of(element("a"), broken, element("c")));
        assertThatThrownBy(scope::close).hasMessage("broken");
        assertThat(trace).containsExactly("open a", "open c", "close c", "close a");
        assertThat(RequestContext.currentOrNull()).isNull();
    }
}
