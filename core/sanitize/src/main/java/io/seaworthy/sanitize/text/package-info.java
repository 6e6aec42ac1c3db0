/** Text from people: names, titles, e-mail addresses. */
@NullMarked
package io.seaworthy.sanitize.text;

import org.jspecify.annotations.NullMarked;
