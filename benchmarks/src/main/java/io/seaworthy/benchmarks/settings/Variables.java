package io.seaworthy.benchmarks.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment of the thirty settings, in production. */
final class Variables {

    private Variables() {}

    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("APP_ENV", "production");
        for (int i = 0; i < 10; i++) {
            all.put("APP_TEXT" + i, "value-" + (i + 1));
        }
        for (int i = 0; i < 8; i++) {
            all.put("APP_COUNT" + i, (i + 1) + "");
        }
        for (int i = 0; i < 4; i++) {
            all.put("APP_ON" + i, "true");
        }
        for (int i = 0; i < 4; i++) {
            all.put("APP_WAIT" + i, "PT" + (i + 1) + "S");
        }
        for (int i = 0; i < 4; i++) {
            all.put("APP_LINK" + i, "https://example.com/" + (i + 1));
        }
        return all;
    }
}
