package io.seaworthy.config.processor;

import io.seaworthy.config.Component;
import java.util.function.Consumer;

/**
 * One option of a component, as source for the schema and as a call for the check at compile time.
 *
 * @param source the method and its arguments: {@code range(1L, 9L)}
 */
record Call(String source, Consumer<Component> action) {}
