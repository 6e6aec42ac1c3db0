package io.seaworthy.kernel.readiness;

import java.util.List;

/** A component that can say which checklist items it enforces. It reads live objects, so it cannot drift from them. */
public interface EvidenceSource {

    /** One entry per item; an item may be named by several sources, and the weakest one counts. */
    List<Evidence> evidence();
}
