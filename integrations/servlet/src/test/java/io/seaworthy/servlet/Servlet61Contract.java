package io.seaworthy.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The methods that Servlet 6.1 added, called by reflection because this module is compiled against 6.0. */
interface Servlet61Contract extends ContainerContract {

    private static void call(Class<?> type, Object target, String name, Class<?>[] types, Object... values)
            throws Exception {
        try {
            type.getMethod(name, types).invoke(target, values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void require61() {
        try {
            HttpServletResponse.class.getMethod("sendRedirect", String.class, int.class, boolean.class);
        } catch (NoSuchMethodException e) {
            System.out.println("skipped: this container has Servlet 6.0");
            Assumptions.abort("this container has Servlet 6.0");
        }
    }

    private void assertRedirect(App app, int status, String body) throws Exception {
        require61();
        try (Run run = run((request, response) -> {
            response.setHeader(ENFORCED, "application");
            response.getOutputStream().print("before");
            app.handle(request, response);
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Location")).endsWith("/to");
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(response.text()).isEqualTo(body);
        }
    }

    @Test
    default void redirectWithStatus_carriesTheHeaders() throws Exception {
        Class<?>[] types = {String.class, int.class};
        assertRedirect((q, r) -> call(HttpServletResponse.class, r, "sendRedirect", types, "/to", 303), 303, "");
    }

    @Test
    default void redirectThatKeepsTheBuffer_carriesTheHeaders() throws Exception {
        Class<?>[] types = {String.class, boolean.class};
        assertRedirect(
                (q, r) -> call(HttpServletResponse.class, r, "sendRedirect", types, "/to", false), 302, "before");
    }

    @Test
    default void redirectWithAll_carriesTheHeaders() throws Exception {
        Class<?>[] types = {String.class, int.class, boolean.class};
        assertRedirect((q, r) -> call(HttpServletResponse.class, r, "sendRedirect", types, "/to", 308, true), 308, "");
    }

    @Test
    default void byteBuffers_carryTheHeaders() throws Exception {
        require61();
        ByteBuffer direct = ByteBuffer.allocateDirect(70_000);
        Class<?>[] types = {ByteBuffer.class};
        try (Run run = run((request, response) -> {
            response.setHeader(ENFORCED, "application");
            ByteBuffer array = ByteBuffer.wrap("-kit-".getBytes(UTF_8), 1, 3);
            call(ServletOutputStream.class, response.getOutputStream(), "write", types, array);
            call(ServletOutputStream.class, response.getOutputStream(), "write", types, direct);
            assertThat(array.hasRemaining()).isFalse();
            assertThat(direct.hasRemaining()).isFalse();
        })) {
            RawResponse response = run.get("/");
            assertThat(response.body()).hasSize(70_003).startsWith("kit".getBytes(UTF_8));
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(run.ending().bytes()).isEqualTo(70_003);
        }
    }

    @Test
    default void charset_isSet() throws Exception {
        require61();
        Class<?>[] types = {Charset.class};
        try (Run run = run((request, response) -> {
            response.setContentType("text/plain");
            call(ServletResponse.class, response, "setCharacterEncoding", types, UTF_8);
            response.getWriter().print("gr\u00fcn");
        })) {
            assertThat(run.get("/").header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        }
    }
}
