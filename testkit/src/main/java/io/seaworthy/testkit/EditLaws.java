package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.ResponsePass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Law 2, second half: what default, append and enforce mean when the application has an opinion of its own. */
interface EditLaws extends AdapterUnderTest {

    @Test
    default void applicationSetsADefaultedHeader_itsValueStands() throws Exception {
        assertHeader(x -> x.setHeader(Witness.DEFAULT, "application"), Witness.DEFAULT, "application");
    }

    @Test
    default void applicationAddsADefaultedHeader_itsValueStands() throws Exception {
        assertHeader(x -> x.addHeader(Witness.DEFAULT, "application"), Witness.DEFAULT, "application");
    }

    @Test
    default void applicationAddsADefaultedHeaderTwice_bothStand() throws Exception {
        assertHeader(
                x -> {
                    x.addHeader(Witness.DEFAULT, "one");
                    x.addHeader(Witness.DEFAULT, "two");
                },
                Witness.DEFAULT,
                "one",
                "two");
    }

    @Test
    default void applicationSetsADefaultedHeaderInAnotherCase_itsValueStands() throws Exception {
        assertHeader(x -> x.setHeader("x-kit-DEFAULT", "application"), Witness.DEFAULT, "application");
    }

    @Test
    default void applicationSetsAnEnforcedHeader_theGuardWins() throws Exception {
        assertHeader(x -> x.setHeader(Witness.ENFORCED, "application"), Witness.ENFORCED, "guard");
    }

    @Test
    default void applicationAddsAnEnforcedHeader_theGuardWins() throws Exception {
        assertHeader(x -> x.addHeader(Witness.ENFORCED, "application"), Witness.ENFORCED, "guard");
    }

    @Test
    default void applicationSetsAnEnforcedHeaderInAnotherCase_theGuardWins() throws Exception {
        assertHeader(x -> x.setHeader("X-KIT-enforced", "application"), Witness.ENFORCED, "guard");
    }

    @Test
    default void applicationSetsAnAppendedHeader_bothAreThere() throws Exception {
        assertVary(x -> x.setHeader("Vary", "Accept"), "Accept", "X-Kit");
    }

    @Test
    default void applicationAddsToAnAppendedHeader_bothAreThere() throws Exception {
        assertVary(x -> x.addHeader("Vary", "Accept"), "X-Kit", "Accept");
    }

    @Test
    default void applicationSetsTheSameElement_itIsThereOnce() throws Exception {
        assertVary(x -> x.setHeader("Vary", "Accept, x-kit"), "Accept", "x-kit");
    }

    @Test
    default void applicationVariesOnEverything_nothingIsAppended() throws Exception {
        assertVary(x -> x.setHeader("Vary", "*"), "*");
    }

    @Test
    default void headersSetAfterTheCommit_changeNothing() throws Exception {
        KitApplication application = x -> {
            x.write(bytes("kit"));
            x.flush();
            try {
                x.setHeader(Witness.ENFORCED, "late");
                x.addHeader(Witness.DEFAULT, "late");
            } catch (RuntimeException refused) {
                // A server may say so.
            }
        };
        try (KitRun run = KitRun.start(this, application)) {
            run.witness().assertMarked(run.get("/"));
        }
    }

    @Test
    default void headersSetBehindABufferedBody_areReconciledToo() throws Exception {
        require(this, Capability.BUFFERED_RESPONSE);
        KitApplication application = x -> {
            x.write(bytes("kit"));
            x.setHeader(Witness.ENFORCED, "application");
            x.addHeader(Witness.DEFAULT, "application");
        };
        try (KitRun run = KitRun.start(this, application)) {
            RawResponse response = run.get("/");
            assertThat(response.all(Witness.ENFORCED)).containsExactly("guard");
            assertThat(response.all(Witness.DEFAULT)).containsExactly("application");
        }
    }

    @Test
    default void reset_bringsTheGuardsHeadersBack() throws Exception {
        require(this, Capability.RESET);
        KitApplication application = x -> {
            x.setHeader(Witness.DEFAULT, "application");
            x.setHeader("Vary", "Accept");
            x.write(bytes("forgotten"));
            x.reset();
            x.send(bytes("kit"));
        };
        try (KitRun run = KitRun.start(this, application)) {
            RawResponse response = run.get("/");
            assertThat(response.text()).isEqualTo("kit");
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void twoGuardsWithOneDefault_theFirstOnesStands() throws Exception {
        HeaderEdits later =
                HeaderEdits.builder().defaultTo(Witness.DEFAULT, "later").build();
        assertHeaderOfLaterGuard(later, Witness.DEFAULT, "guard");
    }

    @Test
    default void twoGuardsEnforceOneHeader_theLastOnesStands() throws Exception {
        HeaderEdits later =
                HeaderEdits.builder().enforce(Witness.ENFORCED, "later").build();
        assertHeaderOfLaterGuard(later, Witness.ENFORCED, "later");
    }

    @Test
    default void editsForOneRequest_reachThatRequestOnly() throws Exception {
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> Decision.proceed(HeaderEdits.forOneRequest()
                        .enforce("X-Kit-Path", head.rawPath())
                        .build())),
                x -> x.send(bytes("kit")))) {
            assertThat(run.get("/one").all("X-Kit-Path")).containsExactly("/one");
            assertThat(run.get("/two").all("X-Kit-Path")).containsExactly("/two");
        }
    }

    @Test
    default void aPassSeesTheApplicationsHeaders_andItsEditsLeave() throws Exception {
        ResponsePass harden = (status, headers) -> {
            for (String cookie : headers.all("Set-Cookie")) {
                headers.set("Set-Cookie", cookie + "; Secure");
            }
        };
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(
                        head -> Decision.Proceed.of(HeaderEdits.none()).with(harden)),
                x -> {
                    x.addHeader("Set-Cookie", "a=b");
                    x.send(bytes("kit"));
                })) {
            assertThat(run.get("/").all("Set-Cookie")).containsExactly("a=b; Secure");
        }
    }

    @Test
    default void aPassThrows_theResponseLeavesWithoutItsEdits() throws Exception {
        ResponsePass broken = (status, headers) -> {
            throw new IllegalStateException("secret detail");
        };
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(
                        head -> Decision.Proceed.of(HeaderEdits.none()).with(broken)),
                x -> x.send(bytes("kit")))) {
            RawResponse response = run.get("/");
            assertThat(response.text()).isEqualTo("kit");
            run.witness().assertMarked(response);
            run.assertEvent(ChainEvent.PASS_FAILED);
        }
    }

    private void assertHeaderOfLaterGuard(HeaderEdits later, String name, String value) throws Exception {
        Decision decision = Decision.proceed(later);
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> decision), x -> x.send(bytes("kit")))) {
            assertThat(run.get("/").all(name)).containsExactly(value);
        }
    }

    private void assertHeader(KitApplication sets, String name, String... values) throws Exception {
        for (RawResponse response : answers(sets)) {
            assertThat(response.all(name)).containsExactly(values);
        }
    }

    private void assertVary(KitApplication sets, String... elements) throws Exception {
        for (RawResponse response : answers(sets)) {
            List<String> found = new ArrayList<>();
            for (String line : response.all("Vary")) {
                for (String element : line.split(",", -1)) {
                    found.add(element.strip());
                }
            }
            assertThat(found).containsExactlyInAnyOrder(elements);
        }
    }

    /** The same in one piece, flushed in parts, and without a body. */
    private List<RawResponse> answers(KitApplication sets) throws Exception {
        List<RawResponse> answers = new ArrayList<>();
        List<KitApplication> ways = List.of(
                x -> x.send(bytes("kit")),
                x -> {
                    x.write(bytes("kit"));
                    x.flush();
                },
                x -> x.send(new byte[0]));
        for (KitApplication way : ways) {
            KitApplication application = x -> {
                sets.handle(x);
                way.handle(x);
            };
            try (KitRun run = KitRun.start(this, application)) {
                answers.add(run.get("/"));
            }
        }
        return answers;
    }
}
