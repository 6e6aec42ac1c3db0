package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardChainTest {

    private static final Attribute<String> WHO = Attribute.of("who", String.class);

    private final TestRequest request = new TestRequest();
    private final List<String> trace = new ArrayList<>();
    private final List<EventReason> events = new ArrayList<>();

    private GuardChain chain(Guard... guards) {
        GuardChain.Builder builder = GuardChain.builder().events((reason, head, cause) -> events.add(reason));
        for (Guard guard : guards) {
            builder.then(guard);
        }
        return builder.build();
    }

    private static Guard headers(String name, String value) {
        Decision decision =
                Decision.proceed(HeaderEdits.builder().defaultTo(name, value).build());
        return head -> decision;
    }

    private static Guard rejecting(int status) {
        return head -> Decision.reject(Problem.of(status, "no", "No"));
    }

    private Guard completing(String name) {
        return head -> Decision.Proceed.of(Attributes.none())
                .with((Completion) ending -> trace.add(name + " " + ending.how() + " " + ending.status()));
    }

    @Test
    void emptyChain_proceeds() {
        assertThat(GuardChain.of().run(request).proceeds()).isTrue();
        assertThat(GuardChain.of().isAsync()).isFalse();
    }

    @Test
    void guardsRunInOrder_untilOneRejects() {
        Outcome outcome = chain(
                        head -> {
                            trace.add("first");
                            return Decision.proceed();
                        },
                        rejecting(403),
                        head -> {
                            trace.add("never");
                            return Decision.proceed();
                        })
                .run(request);

        assertThat(outcome.proceeds()).isFalse();
        assertThat(trace).containsExactly("first");
        assertThat(events).containsExactly(ChainEvent.REJECTED);
    }

    @Test
    void editsOfEarlierGuards_landOnALaterRejection() {
        chain(headers("A", "1"), headers("B", "2"), rejecting(429)).run(request);

        MapHeaders headers = new MapHeaders();
        request.writeHeaders(headers);

        assertThat(headers.first("A")).isEqualTo("1");
        assertThat(headers.first("B")).isEqualTo("2");
    }

    @Test
    void attributes_reachLaterGuardsAndTheHandler() {
        List<String> seen = new ArrayList<>();
        chain(head -> Decision.proceed(WHO, "ada"), head -> {
                    seen.add(String.valueOf(head.attribute(WHO)));
                    return Decision.proceed(WHO, "eve");
                })
                .run(request);

        assertThat(seen).containsExactly("ada");
        assertThat(request.attribute(WHO)).isEqualTo("eve");
    }

    @Test
    void laterRejection_firesEarlierCompletionsAtOnce_lastFirst() {
        chain(completing("a"), completing("b"), rejecting(403)).run(request);

        assertThat(trace).containsExactly("b REJECTED 403", "a REJECTED 403");
        request.complete(Ending.of(Ending.How.RETURNED, 200));
        assertThat(trace).hasSize(2);
    }

    @Test
    void respond_endsTheWalk_andFiresCompletions() {
        Outcome outcome = chain(completing("a"), head -> Decision.respond(204, HeaderEdits.none()))
                .run(request);

        assertThat(outcome.decision()).isInstanceOf(Decision.Respond.class);
        assertThat(trace).containsExactly("a ANSWERED 204");
    }

    @Test
    void receiverOfEventsThatThrows_costsNeitherTheAnswerNorACompletion() {
        GuardChain chain = GuardChain.builder()
                .events((reason, head, cause) -> {
                    throw new AssertionError("broken receiver");
                })
                .then(completing("a"))
                .then(head -> Decision.Proceed.of(Attributes.none()).with((Completion) ending -> {
                    throw new IllegalStateException("broken completion");
                }))
                .then(rejecting(429))
                .build();

        assertThat(problem(chain.run(request)).status()).isEqualTo(429);
        assertThat(trace).containsExactly("a REJECTED 429");
    }

    @Test
    void guardThatThrows_rejectsWith500_andReleases() {
        Outcome outcome = chain(completing("a"), head -> {
                    throw new IllegalStateException("secret detail");
                })
                .run(request);

        assertThat(problem(outcome).status()).isEqualTo(500);
        assertThat(problem(outcome).title()).doesNotContain("secret");
        assertThat(trace).containsExactly("a REJECTED 500");
        assertThat(events).containsExactly(ChainEvent.GUARD_FAILED, ChainEvent.REJECTED);
    }

    @Test
    void guardThatThrowsAnError_rejects() {
        Outcome outcome = chain(head -> {
                    throw new StackOverflowError();
                })
                .run(request);

        assertThat(problem(outcome).code()).isEqualTo("internal_error");
    }

    @Test
    @SuppressWarnings("NullAway")
    void guardThatReturnsNull_rejects() {
        assertThat(problem(chain(head -> null).run(request)).status()).isEqualTo(500);
    }

    @Test
    void completionThatThrows_doesNotKeepTheOthersPermits() {
        chain(
                        completing("a"),
                        head -> Decision.Proceed.of(Attributes.none()).with((Completion) ending -> {
                            throw new IllegalStateException();
                        }))
                .run(request);

        request.complete(Ending.of(Ending.How.FAILED, 500));

        assertThat(trace).containsExactly("a FAILED 500");
        assertThat(events).containsExactly(ChainEvent.COMPLETION_FAILED);
    }

    /** One request's id, at the head of the chain, must not cost every later decision a link. */
    @Test
    void decisionsThatTheResponseHasNothingOf_leaveNoTrace() {
        GuardChain chain = chain(head -> Decision.proceed(RequestAttributes.REQUEST_ID, "a"), completing("b"));
        TestRequest request = new TestRequest();
        assertThat(chain.run(request)).isSameAs(chain.run(new TestRequest()));
        assertThat(request.attribute(RequestAttributes.REQUEST_ID)).isEqualTo("a");
    }

    @Test
    void constantDecisions_giveTheSameOutcomeObject() {
        GuardChain chain = chain(headers("A", "1"), headers("B", "2"));

        assertThat(chain.run(new TestRequest())).isSameAs(chain.run(new TestRequest()));
    }

    @Test
    void decisionsForOneRequest_areNotRemembered() {
        GuardChain chain = chain(head -> Decision.proceed(
                HeaderEdits.forOneRequest().enforce("Nonce", "x").build()));

        assertThat(chain.run(new TestRequest())).isNotSameAs(chain.run(new TestRequest()));
    }

    @Test
    void passes_runInOrderAfterTheEdits_andAFailingOneDoesNotStopThem() {
        chain(
                        headers("A", "1"),
                        head -> Decision.Proceed.of(Attributes.none()).with((ResponsePass) (status, headers) -> {
                            throw new IllegalStateException();
                        }),
                        head -> Decision.Proceed.of(Attributes.none()).with((ResponsePass)
                                (status, headers) -> headers.set("Seen", status + headers.first("A"))))
                .run(request);

        MapHeaders headers = new MapHeaders();
        request.commit(200, headers);

        assertThat(headers.first("Seen")).isEqualTo("2001");
        assertThat(events).containsExactly(ChainEvent.PASS_FAILED);
    }

    @Test
    void evidence_isThatOfAllGuards() {
        record Proven(String id) implements Guard, EvidenceSource {
            @Override
            public Decision check(RequestHead head) {
                return Decision.proceed();
            }

            @Override
            public List<Evidence> evidence() {
                return List.of(Evidence.enforced(id, "test", "on"));
            }
        }

        assertThat(GuardChain.of(new Proven("A"), head -> Decision.proceed(), new Proven("B"))
                        .evidence())
                .extracting(Evidence::id)
                .containsExactly("A", "B");
    }

    @Test
    void guardThatIsAContextElement_isCarried() {
        record Both() implements Guard, ContextElement {
            @Override
            public Decision check(RequestHead head) {
                return Decision.proceed();
            }

            @Override
            public Scope open(RequestHead head) {
                return () -> {};
            }
        }

        assertThat(GuardChain.of(new Both()).context()).containsExactly(new Both());
    }

    @Test
    void builderMistakes_sayWhatToDo() {
        assertThatThrownBy(() -> GuardChain.builder().deadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        GuardChain.builder().deadline(Duration.ofSeconds(1)).deadline(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> GuardChain.builder().events(Events.none()).events(Events.none()))
                .hasMessageContaining("Events.and");
    }

    @Test
    void asyncChain_refusesTheSynchronousCall() {
        GuardChain chain = GuardChain.builder()
                .thenAsync(head -> java.util.concurrent.CompletableFuture.completedFuture(Decision.proceed()))
                .build();

        assertThatThrownBy(() -> chain.run(request)).isInstanceOf(IllegalStateException.class);
    }

    private static Problem problem(Outcome outcome) {
        return ((Decision.Reject) outcome.decision()).problem();
    }
}
