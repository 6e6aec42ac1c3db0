package io.seaworthy.headers;

import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import java.util.List;

/** Drops fields that tell strangers which software answers. Shared by all requests, thread-safe. */
final class Removals implements ResponsePass {

    /** Fields that frameworks add and no client needs; {@code Server} is the server's to configure. */
    static final List<String> PRODUCT_NAMES = List.of(
            "X-Powered-By",
            "X-AspNet-Version",
            "X-AspNetMvc-Version",
            "X-Application-Context",
            "X-Backend-Server",
            "X-Generator",
            "X-Runtime",
            "X-Server",
            "X-Servlet-Engine",
            "X-Version",
            "Liferay-Portal",
            "SourceMap",
            "X-SourceMap",
            "X-Jersey-Tracing-000",
            "X-Quarkus-Version");

    private final String[] names;

    Removals(List<String> names) {
        this.names = names.toArray(String[]::new);
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        for (String name : names) {
            headers.remove(name);
        }
    }
}
