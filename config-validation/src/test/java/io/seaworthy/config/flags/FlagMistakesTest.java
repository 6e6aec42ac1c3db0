package io.seaworthy.config.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions and listeners that once did something else than they say. */
class FlagMistakesTest {

    private static final FlagContext ANNA = FlagContext.of("anna");

    private static byte[] file(String flags) {
        return ("{'hash':'murmur3-1','flags':{" + flags + "}}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void brokenFile_isStillAProblemAtTheNextLook(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("flags.json");
        Files.write(path, file("'a':{'type':'boolen'}"));
        try (FlagFile followed = Flags.create().follow(path, Duration.ofHours(1))) {
            String first = followed.problem();
            followed.refresh();

            assertThat(first).contains("a.type");
            assertThat(followed.problem()).isEqualTo(first);
            Files.write(path, file("'a':{'type':'boolean'}"));
            followed.refresh();
            assertThat(followed.problem()).isEmpty();
        }
    }

    @Test
    void listenerThatThrows_changesNoVariant() {
        Flags flags = Flags.builder()
                .sticky(StickyVariants.inMemory(10))
                .exposures(exposure -> {
                    throw new IllegalStateException("listener");
                })
                .build();
        String start = "'x':{'type':'boolean','experiment':true,'sticky':true,'otherwise':{'percent':{";
        Flag<Boolean> flag = flags.booleanFlag("x", false);
        flags.load(file(start + "'on':100}}}"));
        flag.value(ANNA);
        flags.load(file(start + "'on':0.001,'off':99.999}}}"));

        assertThat(flag.evaluate(ANNA)).isEqualTo(new Evaluation<>(true, "on", Reason.STICKY));
        assertThat(flag.evaluate(ANNA)).isEqualTo(new Evaluation<>(true, "on", Reason.STICKY));
    }

    @Test
    void stickyVariant_givesWayToARuleThatDoesNotNameIt() {
        Flags flags = Flags.builder().sticky(StickyVariants.inMemory(10)).build();
        flags.load(file("'x':{'type':'boolean','sticky':true,'rules':[{'when':[{'attribute':'c','in':['DE']}],"
                + "'then':{'percent':{'off':100}}}],'otherwise':{'percent':{'on':100}}}"));
        Flag<Boolean> flag = flags.booleanFlag("x", false);

        assertThat(flag.value(ANNA)).isTrue();
        assertThat(flag.evaluate(ANNA.with("c", "DE"))).isEqualTo(new Evaluation<>(false, "off", Reason.ROLLOUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p9", "1e9", "19f", "", "-", ".", "1.", "١٩"})
    void attributeThatIsNoDecimal_isNotGreater(String age) {
        Flags flags = Flags.create();
        flags.load(file("'a':{'type':'boolean','rules':[{'when':[{'attribute':'age','greater':[18]}],'then':'on'}]}"));
        Flag<Boolean> flag = flags.booleanFlag("a", false);

        assertThat(flag.value(ANNA.with("age", age))).isFalse();
        assertThat(flag.value(ANNA.with("age", "18.5"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'rules':[{'when':[{'attribute':'p','in':['g'],'not-in':['g']}],'then':'on'}] | a.rules[0].when: malformed",
                "'rules':[{'when':[{'attribute':'p','greater':['x']}],'then':'on'}] | a.rules[0].when: not_a_number",
                "'rules':[{'when':[{'attribute':'p','in':['g']}],'then':'on','than':'off'}] | a.rules[0].than: unknown_member",
                "'otherwise':{'percent':{'on':100},'bye':'account'} | a.otherwise.bye: unknown_member",
                "'otherwise':{'percent':{'on':100},'by':7} | a.otherwise.by: wrong_type",
            })
    void mistakeInARule_isRefused(String body, String message) {
        assertThatThrownBy(() -> Flags.create().load(file("'a':{'type':'boolean'," + body + "}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void flagOfAnUnknownType_hidesNoOtherFault() {
        assertThatThrownBy(() -> Flags.create().load(file("'a':{'type':'boolen','otherwise':'maybe','rules':3}")))
                .hasMessageContaining("a.type")
                .hasMessageContaining("a.otherwise")
                .hasMessageContaining("a.rules");
    }

    @Test
    void unknownMemberOfTheFile_isRefused() {
        byte[] file = "{\"hash\":\"murmur3-1\",\"flags\":{\"a\":{\"type\":\"boolean\"}},\"flag\":1}"
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Flags.create().load(file)).hasMessageContaining("flag: unknown_member");
    }

    @Test
    void weightsThatSumToAHundred_areAccepted() {
        Flags flags = Flags.create();
        flags.load(file("'a':{'type':'boolean','otherwise':{'percent':{'on':66.6665,'off':33.3335}}}"));

        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            reasons.add(flags.booleanFlag("a", false)
                    .evaluate(FlagContext.of("u" + i))
                    .reason());
        }
        assertThat(reasons).containsOnly(Reason.ROLLOUT);
    }
}
