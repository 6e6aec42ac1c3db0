package io.seaworthy.benchmarks.settings;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import org.aeonbits.owner.Config;
import org.aeonbits.owner.Converter;

/** The same settings for Owner, which has no durations of its own. */
public interface ThirtyOwner extends Config {

    /** {@code PT30S}. */
    final class Durations implements Converter<Duration> {

        @Override
        public Duration convert(Method method, String input) {
            return Duration.parse(input);
        }
    }

    @Key("APP_TEXT0")
    String text0();

    @Key("APP_TEXT1")
    String text1();

    @Key("APP_TEXT2")
    String text2();

    @Key("APP_TEXT3")
    String text3();

    @Key("APP_TEXT4")
    String text4();

    @Key("APP_TEXT5")
    String text5();

    @Key("APP_TEXT6")
    String text6();

    @Key("APP_TEXT7")
    String text7();

    @Key("APP_TEXT8")
    String text8();

    @Key("APP_TEXT9")
    String text9();

    @Key("APP_COUNT0")
    int count0();

    @Key("APP_COUNT1")
    int count1();

    @Key("APP_COUNT2")
    int count2();

    @Key("APP_COUNT3")
    int count3();

    @Key("APP_COUNT4")
    int count4();

    @Key("APP_COUNT5")
    int count5();

    @Key("APP_COUNT6")
    int count6();

    @Key("APP_COUNT7")
    int count7();

    @Key("APP_ON0")
    boolean on0();

    @Key("APP_ON1")
    boolean on1();

    @Key("APP_ON2")
    boolean on2();

    @Key("APP_ON3")
    boolean on3();

    @ConverterClass(Durations.class)
    @Key("APP_WAIT0")
    Duration wait0();

    @ConverterClass(Durations.class)
    @Key("APP_WAIT1")
    Duration wait1();

    @ConverterClass(Durations.class)
    @Key("APP_WAIT2")
    Duration wait2();

    @ConverterClass(Durations.class)
    @Key("APP_WAIT3")
    Duration wait3();

    @Key("APP_LINK0")
    URI link0();

    @Key("APP_LINK1")
    URI link1();

    @Key("APP_LINK2")
    URI link2();

    @Key("APP_LINK3")
    URI link3();
}
