package io.seaworthy.headers;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.testkit.RequestHeads;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatedNoStoreTest {

    private final AuthenticatedNoStore guard = AuthenticatedNoStore.create();

    @Test
    void knownCaller_getsAnswersThatNobodyStores() {
        Principal alice = new Principal("alice", "bearer", Set.of(), Set.of());
        assertThat(guard.check(RequestHeads.get("/")
                        .attribute(RequestAttributes.PRINCIPAL, alice)
                        .build()))
                .proceeds()
                .setsHeader("Cache-Control", "no-store");
    }

    @Test
    void anybody_getsWhatTheApplicationSays() {
        assertThat(guard.check(RequestHeads.get("/").build())).saysNothing();
        assertThat(guard.evidence()).extracting(each -> each.id()).containsExactly("HEAD-CACHE");
    }
}
