/** Quotas, plans, stores, login protection, overload protection and address rules. */
@NullMarked
package io.seaworthy.ratelimit;

import org.jspecify.annotations.NullMarked;
