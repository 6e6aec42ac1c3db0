package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Endpoint;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.file.FileRefusal;
import io.seaworthy.sanitize.file.Upload;
import io.seaworthy.sanitize.file.Uploads;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Uploads, checked as they stream by; Harbour keeps nothing of them. */
public final class UploadEndpoint implements Endpoint {

    private final Uploads uploads;

    public UploadEndpoint(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public Reply answer(Call call) throws IOException {
        String name = call.query("name");
        Checked<Upload, FileRefusal> checked = uploads.check(name == null ? "" : name, call.body());
        if (checked instanceof Checked.Accepted<Upload, FileRefusal> accepted) {
            return Reply.json(201, view(accepted.value()));
        }
        FileRefusal reason = ((Checked.Refused<Upload, FileRefusal>) checked).reason();
        return Reply.problem(problem(reason));
    }

    private static Problem problem(FileRefusal reason) {
        Problem problem = switch (reason.status()) {
            case 413 -> Problem.of(413, "too_large", "The file is too large");
            case 415 -> Problem.of(415, "unsupported_type", "Files of this type are not accepted");
            default -> Problem.of(422, "validation_failed", "The file is not acceptable");
        };
        return problem.with("reason", reason.code());
    }

    private static Map<String, Object> view(Upload upload) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", upload.name().name());
        view.put("type", upload.type().mediaType());
        view.put("size", upload.size());
        return view;
    }
}
