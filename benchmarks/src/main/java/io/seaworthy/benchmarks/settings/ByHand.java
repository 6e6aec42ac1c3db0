package io.seaworthy.benchmarks.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The floor: each variable looked up and parsed, nothing checked. And the same through Typesafe's library. */
final class ByHand {

    private final Map<String, String> variables;

    private ByHand(Map<String, String> variables) {
        this.variables = variables;
    }

    static ThirtyBound read(Map<String, String> variables) {
        return new ByHand(variables).read();
    }

    private String of(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    private ThirtyBound read() {
        return new ThirtyBound(
                of("APP_TEXT0"),
                of("APP_TEXT1"),
                of("APP_TEXT2"),
                of("APP_TEXT3"),
                of("APP_TEXT4"),
                of("APP_TEXT5"),
                of("APP_TEXT6"),
                of("APP_TEXT7"),
                of("APP_TEXT8"),
                of("APP_TEXT9"),
                Integer.parseInt(of("APP_COUNT0")),
                Integer.parseInt(of("APP_COUNT1")),
                Integer.parseInt(of("APP_COUNT2")),
                Integer.parseInt(of("APP_COUNT3")),
                Integer.parseInt(of("APP_COUNT4")),
                Integer.parseInt(of("APP_COUNT5")),
                Integer.parseInt(of("APP_COUNT6")),
                Integer.parseInt(of("APP_COUNT7")),
                Boolean.parseBoolean(of("APP_ON0")),
                Boolean.parseBoolean(of("APP_ON1")),
                Boolean.parseBoolean(of("APP_ON2")),
                Boolean.parseBoolean(of("APP_ON3")),
                Duration.parse(of("APP_WAIT0")),
                Duration.parse(of("APP_WAIT1")),
                Duration.parse(of("APP_WAIT2")),
                Duration.parse(of("APP_WAIT3")),
                URI.create(of("APP_LINK0")),
                URI.create(of("APP_LINK1")),
                URI.create(of("APP_LINK2")),
                URI.create(of("APP_LINK3")));
    }

    static ThirtyBound typesafe(Map<String, String> variables) {
        Config config = ConfigFactory.parseMap(variables);
        return new ThirtyBound(
                config.getString("APP_TEXT0"),
                config.getString("APP_TEXT1"),
                config.getString("APP_TEXT2"),
                config.getString("APP_TEXT3"),
                config.getString("APP_TEXT4"),
                config.getString("APP_TEXT5"),
                config.getString("APP_TEXT6"),
                config.getString("APP_TEXT7"),
                config.getString("APP_TEXT8"),
                config.getString("APP_TEXT9"),
                config.getInt("APP_COUNT0"),
                config.getInt("APP_COUNT1"),
                config.getInt("APP_COUNT2"),
                config.getInt("APP_COUNT3"),
                config.getInt("APP_COUNT4"),
                config.getInt("APP_COUNT5"),
                config.getInt("APP_COUNT6"),
                config.getInt("APP_COUNT7"),
                config.getBoolean("APP_ON0"),
                config.getBoolean("APP_ON1"),
                config.getBoolean("APP_ON2"),
                config.getBoolean("APP_ON3"),
                Duration.parse(config.getString("APP_WAIT0")),
                Duration.parse(config.getString("APP_WAIT1")),
                Duration.parse(config.getString("APP_WAIT2")),
                Duration.parse(config.getString("APP_WAIT3")),
                URI.create(config.getString("APP_LINK0")),
                URI.create(config.getString("APP_LINK1")),
                URI.create(config.getString("APP_LINK2")),
                URI.create(config.getString("APP_LINK3")));
    }
}
