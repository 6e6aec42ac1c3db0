package io.seaworthy.benchmarks.log;

import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;

/** Log4j 2 with its template layout; its events have no key-values, so they are in the context, too. */
final class Log4jLine {

    private Log4jLine() {}

    static LogLine create() {
        JsonTemplateLayout layout = JsonTemplateLayout.newBuilder()
                .setConfiguration(new DefaultConfiguration())
                .setCharset(StandardCharsets.UTF_8)
                .setEventTemplateUri("classpath:EcsLayout.json")
                .build();
        SortedArrayStringMap context = new SortedArrayStringMap();
        StandardEvent.MDC.forEach(context::putValue);
        StandardEvent.PAIRS.forEach(pair -> context.putValue(pair.key, String.valueOf(pair.value)));
        context.freeze();
        return thrown -> layout.toByteArray(Log4jLogEvent.newBuilder()
                .setLoggerName(StandardEvent.LOGGER)
                .setLevel(Level.INFO)
                .setMessage(new ParameterizedMessage(StandardEvent.MESSAGE, StandardEvent.ARGUMENTS))
                .setThreadName("http-7")
                .setContextData(context)
                .setThrown(thrown)
                .setTimeMillis(System.currentTimeMillis())
                .build());
    }
}
