package io.seaworthy.servlet;

import io.seaworthy.testkit.KitApplication;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The conformance kit's application as a servlet. */
final class KitServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient KitApplication application;

    KitServlet(KitApplication application) {
        this.application = application;
    }

    @Override
    public void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            application.handle(new ServletKitExchange(request, response));
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
