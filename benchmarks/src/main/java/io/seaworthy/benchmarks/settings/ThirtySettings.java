package io.seaworthy.benchmarks.settings;

import io.seaworthy.config.Env;
import java.net.URI;
import java.time.Duration;

/** Thirty settings: ten texts, eight numbers, four switches, four durations and four addresses. */
public record ThirtySettings(
        @Env("APP_TEXT0") String text0,
        @Env("APP_TEXT1") String text1,
        @Env("APP_TEXT2") String text2,
        @Env("APP_TEXT3") String text3,
        @Env("APP_TEXT4") String text4,
        @Env("APP_TEXT5") String text5,
        @Env("APP_TEXT6") String text6,
        @Env("APP_TEXT7") String text7,
        @Env("APP_TEXT8") String text8,
        @Env("APP_TEXT9") String text9,
        @Env("APP_COUNT0") int count0,
        @Env("APP_COUNT1") int count1,
        @Env("APP_COUNT2") int count2,
        @Env("APP_COUNT3") int count3,
        @Env("APP_COUNT4") int count4,
        @Env("APP_COUNT5") int count5,
        @Env("APP_COUNT6") int count6,
        @Env("APP_COUNT7") int count7,
        @Env("APP_ON0") boolean on0,
        @Env("APP_ON1") boolean on1,
        @Env("APP_ON2") boolean on2,
        @Env("APP_ON3") boolean on3,
        @Env("APP_WAIT0") Duration wait0,
        @Env("APP_WAIT1") Duration wait1,
        @Env("APP_WAIT2") Duration wait2,
        @Env("APP_WAIT3") Duration wait3,
        @Env("APP_LINK0") URI link0,
        @Env("APP_LINK1") URI link1,
        @Env("APP_LINK2") URI link2,
        @Env("APP_LINK3") URI link3) {}
