package io.seaworthy.benchmarks.settings;

import io.seaworthy.config.Environment;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.aeonbits.owner.ConfigFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Who reads the settings. Each knows the variables' names from code; none reads a file. */
public enum SettingsPeer {
    /** The schema that the annotation processor wrote. */
    SEAWORTHY,
    /** The same with all that a report needs: each value's place, what it shadows. */
    SEAWORTHY_REPORT,
    /** The record read by reflection. */
    SEAWORTHY_REFLECTIVE,
    SMALLRYE,
    SPRING,
    TYPESAFE,
    OWNER,
    /** Looked up and parsed by hand. */
    FLOOR;

    Object bind(Map<String, String> variables) {
        return switch (this) {
            case SEAWORTHY -> Environment.of(variables).settings(ThirtySettingsSchema.INSTANCE);
            case SEAWORTHY_REPORT ->
                Environment.of(variables).load(ThirtySettingsSchema.INSTANCE).settings();
            case SEAWORTHY_REFLECTIVE ->
                Environment.of(variables).load(ThirtySettings.class).settings();
            case SMALLRYE -> Others.smallrye(variables);
            case SPRING -> Others.spring(variables);
            case TYPESAFE -> ByHand.typesafe(variables);
            case OWNER -> Others.owner(variables);
            case FLOOR -> ByHand.read(variables);
        };
    }

    /** Apart, so that a cold process loads only the library that it measures. */
    private static final class Others {

        static Object smallrye(Map<String, String> variables) {
            return new SmallRyeConfigBuilder()
                    .withSources(new EnvConfigSource(variables, 300))
                    .withMapping(ThirtyMapping.class)
                    .build()
                    .getConfigMapping(ThirtyMapping.class);
        }

        static Object spring(Map<String, String> variables) {
            StandardEnvironment environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", new HashMap<>(variables)));
            return new Binder(ConfigurationPropertySources.get(environment))
                    .bind("app", ThirtyBound.class)
                    .get();
        }

        static Object owner(Map<String, String> variables) {
            ThirtyOwner settings = ConfigFactory.create(ThirtyOwner.class, variables);
            return settings.text0().isEmpty() ? variables : new OwnerRead(settings);
        }
    }

    /** Owner converts when it is asked: it is asked for all. */
    record OwnerRead(ThirtyBound all) {
        OwnerRead(ThirtyOwner s) {
            this(new ThirtyBound(
                    s.text0(),
                    s.text1(),
                    s.text2(),
                    s.text3(),
                    s.text4(),
                    s.text5(),
                    s.text6(),
                    s.text7(),
                    s.text8(),
                    s.text9(),
                    s.count0(),
                    s.count1(),
                    s.count2(),
                    s.count3(),
                    s.count4(),
                    s.count5(),
                    s.count6(),
                    s.count7(),
                    s.on0(),
                    s.on1(),
                    s.on2(),
                    s.on3(),
                    s.wait0(),
                    s.wait1(),
                    s.wait2(),
                    s.wait3(),
                    s.link0(),
                    s.link1(),
                    s.link2(),
                    s.link3()));
        }
    }
}
