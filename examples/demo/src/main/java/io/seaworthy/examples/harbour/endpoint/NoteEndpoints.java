package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.data.Notes;
import io.seaworthy.examples.harbour.data.Notes.Note;
import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Form;
import io.seaworthy.examples.harbour.web.Ids;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes with rich text: {@code /api/notes}. */
public final class NoteEndpoints {

    private static final int MAX_TITLE = 200;
    private static final int MAX_HTML = 32_768;

    private final Notes notes;
    private final HtmlSanitizer sanitizer;
    private final InstantSource clock;

    public NoteEndpoints(Notes notes, HtmlSanitizer sanitizer, InstantSource clock) {
        this.notes = notes;
        this.sanitizer = sanitizer;
        this.clock = clock;
    }

    public Reply list(Call call) {
        List<Map<String, Object>> items =
                notes.of(Caller.id(call)).stream().map(NoteEndpoints::view).toList();
        return Reply.json(200, Map.of("items", items));
    }

    public Reply create(Call call, Form form) {
        String title = Fields.title(form, MAX_TITLE);
        String html = Fields.html(form, sanitizer, MAX_HTML);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        Note note = new Note(Ids.next("note_"), title, html, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        notes.add(Caller.id(call), note);
        return Reply.json(201, view(note));
    }

    private static Map<String, Object> view(Note note) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", note.id());
        view.put("title", note.title());
        view.put("html", note.html());
        view.put("created_at", note.createdAt().toString());
        return view;
    }
}
