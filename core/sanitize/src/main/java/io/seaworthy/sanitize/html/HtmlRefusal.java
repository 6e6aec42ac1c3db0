package io.seaworthy.sanitize.html;

import io.seaworthy.sanitize.Refusal;

/** Why HTML is not even sanitised. Nothing is ever cut off silently instead. */
public enum HtmlRefusal implements Refusal {
    /** More characters than the limit. */
    TOO_LARGE,
    /** Elements nested deeper than the limit, those included that would have been removed. */
    TOO_DEEP,
    /** More tags than the limit. */
    TOO_MANY_TAGS,
    /** More attributes than the limit, over all tags. */
    TOO_MANY_ATTRIBUTES,
    /** The safe form is more than 65,536 characters and twice the input longer: a text of little else than symbols. */
    EXPANDS
}
