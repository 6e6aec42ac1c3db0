package io.seaworthy.config.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.seaworthy.kernel.config.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {

    private static final FlagContext ANNA = FlagContext.of("anna");

    private static byte[] file(String flags) {
        return ("{'hash':'murmur3-1','flags':{" + flags + "}}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Flags of(String flags) {
        Flags all = Flags.create();
        all.load(file(flags));
        return all;
    }

    @Test
    void unknownFlag_isTheFallback() {
        Flag<Boolean> flag = Flags.create().booleanFlag("checkout", true);

        assertThat(flag.evaluate(ANNA)).isEqualTo(new Evaluation<>(true, "", Reason.FALLBACK));
    }

    @Test
    void flagOfAnotherType_isTheFallback() {
        assertThat(of("'a':{'type':'string','variants':{'x':'1'},'off':'x'}")
                        .booleanFlag("a", true)
                        .value(ANNA))
                .isTrue();
    }

    @Test
    void rules_areTriedInOrder() {
        Flags flags = of("'a':{'type':'string','variants':{'x':'X','y':'Y','z':'Z'},'off':'z','rules':["
                + "{'when':[{'attribute':'plan','in':['gold','free']},{'attribute':'age','greater':[17]}],'then':'x'},"
                + "{'when':[{'attribute':'mail','ends-with':['@example.com']}],'then':'y'}],'otherwise':'z'}");
        Flag<String> flag = flags.stringFlag("a", "-");

        assertThat(flag.value(ANNA.with("plan", "gold").with("age", "18"))).isEqualTo("X");
        assertThat(flag.value(ANNA.with("plan", "gold").with("age", "17"))).isEqualTo("Z");
        assertThat(flag.value(ANNA.with("plan", "gold").with("age", "old"))).isEqualTo("Z");
        assertThat(flag.value(ANNA.with("mail", "a@example.com"))).isEqualTo("Y");
        assertThat(flag.evaluate(ANNA)).isEqualTo(new Evaluation<>("Z", "z", Reason.DEFAULT));
    }

    @Test
    void killSwitch_winsOverEverything() {
        Flags flags = of("'a':{'type':'boolean','enabled':false,'otherwise':'on'}");

        assertThat(flags.booleanFlag("a", true).evaluate(ANNA)).isEqualTo(new Evaluation<>(false, "off", Reason.OFF));
    }

    @Test
    void typedValues_comeAsTheirTypes() {
        Flags flags = of("'n':{'type':'number','variants':{'v':2.5},'off':'v'},"
                + "'j':{'type':'json','variants':{'v':{'a':[1]}},'off':'v'}");

        assertThat(flags.numberFlag("n", 0).value(ANNA).doubleValue()).isEqualTo(2.5);
        assertThat(flags.jsonFlag("j", Map.of()).value(ANNA))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("a");
    }

    private static String experiment(int first) {
        return "'x':{'type':'string','experiment':true,'sticky':true,'variants':{'a':'A','b':'B','off':'-'},"
                + "'otherwise':{'percent':{'a':" + first + ",'b':" + (100 - first) + "}}}";
    }

    @Test
    void stickyVariants_surviveNewWeights() {
        Flags flags = Flags.builder().sticky(StickyVariants.inMemory(10_000)).build();
        Flag<String> flag = flags.stringFlag("x", "");
        flags.load(file(experiment(80)));
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            before.add(flag.value(FlagContext.of("u" + i)));
        }
        flags.load(file(experiment(20)));

        for (int i = 0; i < 1_000; i++) {
            assertThat(flag.evaluate(FlagContext.of("u" + i)))
                    .isEqualTo(new Evaluation<>(
                            before.get(i), before.get(i).toLowerCase(java.util.Locale.ROOT), Reason.STICKY));
        }
        assertThat(before).contains("A", "B");
    }

    @Test
    void exposure_isToldOnce() {
        List<Exposure> seen = new ArrayList<>();
        Flags flags = Flags.builder().exposures(seen::add).build();
        flags.load(file(experiment(100) + ",'plain':{'type':'boolean','otherwise':'on'}"));
        for (int i = 0; i < 3; i++) {
            flags.stringFlag("x", "").value(ANNA);
            flags.booleanFlag("plain", false).value(ANNA);
        }

        assertThat(seen).containsExactly(new Exposure("x", "anna", "a"));
    }

    @Test
    void staleFlags_areReported() {
        Flags flags = of("'old':{'type':'boolean','expires':'2026-01-31',"
                + "'otherwise':{'percent':{'on':50}}},'done':{'type':'boolean','otherwise':{'percent':{'on':100}}},"
                + "'live':{'type':'boolean','expires':'2026-02-01','otherwise':{'percent':{'on':1}}}");

        assertThat(flags.stale(LocalDate.of(2026, 2, 1)))
                .containsExactly("done is the same for everybody", "old expired on 2026-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a':{'type':'bool'} | a.type: unknown_type",
                "'a':{'type':'boolean','otherwise':'yes'} | a.otherwise: unknown_variant",
                "'a':{'type':'boolean','otherwise':{'percent':{'on':101}}} | a.otherwise.percent: out_of_range",
                "'a':{'type':'boolean','otherwise':{'percent':{'on':60,'off':60}}} | a.otherwise.percent: out_of_range",
                "'a':{'type':'boolean','expires':'soon'} | a.expires: malformed",
                "'a':{'type':'boolean','enable':false} | perhaps enabled",
                "'a':{'type':'string','variants':{'off':1}} | a.variants.off: wrong_type",
                "'a':{'type':'boolean','rules':[{'when':[],'then':'on'}]} | a.rules[0].when: missing",
                "'a':{'type':'boolean','rules':[{'when':[{'attribute':'x','is':['1']}],'then':'on'}]} | rules[0].when: malformed",
            })
    void definitionWithAFault_changesNothing(String flags, String message) {
        Flags all = of("'a':{'type':'boolean','otherwise':'on'}");

        assertThatThrownBy(() -> all.load(file(flags)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
        assertThat(all.booleanFlag("a", false).value(ANNA)).isTrue();
    }

    @Test
    void unknownHash_isRefused() {
        assertThatThrownBy(() ->
                        Flags.create().load("{\"hash\":\"md5\",\"flags\":{\"a\":{}}}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("unknown_hash");
    }

    @Test
    void followedFile_isLoadedAgain(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("flags.json");
        Files.write(path, file("'a':{'type':'boolean','otherwise':'on'}"));
        Flags flags = Flags.create();
        Flag<Boolean> flag = flags.booleanFlag("a", false);
        try (FlagFile followed = flags.follow(path, Duration.ofHours(1))) {
            assertThat(flag.value(ANNA)).isTrue();
            Files.write(path, file("'a':{'type':'boolean'}"));
            followed.refresh();
            assertThat(flag.value(ANNA)).isFalse();
            Files.writeString(path, "{");
            followed.refresh();
            assertThat(followed.problem()).contains("The flag file");
            assertThat(flag.value(ANNA)).isFalse();
        }
    }

    @Test
    void askingABoolean_allocatesNothing() {
        Flags flags = of("'a':{'type':'boolean','rules':[{'when':[{'attribute':'plan','in':['gold']}],"
                + "'then':{'percent':{'on':50}}}]}");
        Flag<Boolean> flag = flags.booleanFlag("a", false);
        FlagContext context = ANNA.with("plan", "gold");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                flag.value(context);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(10_000); // below a byte for each: what measuring takes
    }
}
