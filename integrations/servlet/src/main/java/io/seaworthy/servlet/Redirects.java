package io.seaworthy.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The redirect that Servlet 6.1 added; this module is compiled against 6.0, where it cannot be named. Stateless. */
final class Redirects {

    private static final @Nullable MethodHandle SEND = find();

    private Redirects() {}

    private static @Nullable MethodHandle find() {
        MethodType type = MethodType.methodType(void.class, String.class, int.class, boolean.class);
        try {
            return MethodHandles.publicLookup().findVirtual(HttpServletResponse.class, "sendRedirect", type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    static void send(HttpServletResponse response, String location, int status, boolean clear) throws IOException {
        if (SEND == null) {
            throw new UnsupportedOperationException("This container has Servlet 6.0; use sendRedirect(location)");
        }
        try {
            SEND.invokeExact(response, location, status, clear);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
