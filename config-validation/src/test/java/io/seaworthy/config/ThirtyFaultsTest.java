package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Thirty variables, one to thirty faults: the report has exactly their codes, in the order of the schema, each time. */
class ThirtyFaultsTest {

    private static final int COUNT = 30;
    private static final Class<?>[] TYPES = {
        int.class, boolean.class, Duration.class, UUID.class, URI.class, double.class
    };
    private static final String[] GOOD = {
        "7", "true", "5s", "123e4567-e89b-42d3-a456-426614174000", "https://a.example", "0.5"
    };
    private static final String[][] BAD = {
        {"x", "not_a_number", "11", "out_of_range"},
        {"yes", "not_a_boolean", "1", "not_a_boolean"},
        {"5", "not_a_duration", "2h", "out_of_range"},
        {"1-1", "malformed", "x", "malformed"},
        {"http://a.example", "wrong_scheme", "a", "not_a_url"},
        {".5", "not_a_number", "1.5", "out_of_range"}
    };

    private static String variable(int i) {
        return "VAR" + (char) ('A' + i % 26) + (char) ('A' + (i * 7 + 3) % 26) + "_" + "QXZWKJ".charAt(i % 6) + i;
    }

    private static final Schema<Object> SCHEMA = new Schema<>("Thirty") {
        @Override
        protected void describe(Description description) {
            for (int i = 0; i < COUNT; i++) {
                Component component = description.component(variable(i), TYPES[i % TYPES.length]);
                switch (i % TYPES.length) {
                    case 0 -> component.range(1, 10);
                    case 2 -> component.range(1, 60);
                    case 5 -> component.decimalRange("0", "1");
                    default -> {}
                }
            }
        }

        @Override
        protected Object create(Object[] values) {
            return List.of(values);
        }
    };

    @Test
    void injectedFaults_areExactlyTheReportedOnes_inOrder() {
        long seed = 30_030;
        System.out.println("ThirtyFaultsTest seed " + seed);
        Random random = new Random(seed);
        int runs = Boolean.getBoolean("seaworthy.long") ? 10_000 : 300;
        for (int run = 0; run < runs; run++) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            List<Integer> faulty = order.subList(0, 1 + run % COUNT);
            Map<String, String> variables = new LinkedHashMap<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                String[] bad = BAD[i % BAD.length];
                int kind = faulty.contains(i) ? random.nextInt(3) : 3;
                if (kind < 2) {
                    variables.put(variable(i), bad[kind * 2]);
                    expected.add(variable(i) + " " + bad[kind * 2 + 1]);
                } else if (kind == 2) {
                    expected.add(variable(i) + " missing");
                } else {
                    variables.put(variable(i), GOOD[i % GOOD.length]);
                }
            }
            Environment environment = Environment.of(variables);
            Reading<Object> reading = environment.load(SCHEMA);

            assertThat(reading.faults())
                    .extracting(fault -> fault.path() + " " + fault.reason())
                    .containsExactlyElementsOf(expected);
            assertThat(environment.load(SCHEMA).report()).isEqualTo(reading.report());
        }
    }
}
