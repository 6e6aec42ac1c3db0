/** Signatures of incoming webhooks and protection from replays. */
@NullMarked
package io.seaworthy.auth.webhook;

import org.jspecify.annotations.NullMarked;
