package io.seaworthy.benchmarks.settings;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;

/** The same settings for SmallRye. */
@ConfigMapping(prefix = "app")
public interface ThirtyMapping {

    String text0();

    String text1();

    String text2();

    String text3();

    String text4();

    String text5();

    String text6();

    String text7();

    String text8();

    String text9();

    int count0();

    int count1();

    int count2();

    int count3();

    int count4();

    int count5();

    int count6();

    int count7();

    boolean on0();

    boolean on1();

    boolean on2();

    boolean on3();

    Duration wait0();

    Duration wait1();

    Duration wait2();

    Duration wait3();

    URI link0();

    URI link1();

    URI link2();

    URI link3();
}
