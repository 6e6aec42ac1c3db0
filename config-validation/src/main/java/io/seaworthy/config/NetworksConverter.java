package io.seaworthy.config;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.net.CidrSet;
import java.util.ArrayList;
import java.util.List;

/** Networks between commas, as a {@link CidrSet}. */
final class NetworksConverter implements Converter {

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        List<String> parts = ListConverter.split(text);
        List<Refused.Reason> faults = new ArrayList<>();
        List<String> networks = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            try {
                if (part.isEmpty()) {
                    faults.add(new Refused.Reason("[" + i + "]", "", "empty_element", null));
                } else {
                    CidrSet.of(part);
                    networks.add(part);
                }
            } catch (ConfigurationException refused) {
                for (Violation fault : refused.violations()) {
                    faults.add(new Refused.Reason("[" + i + "]", part, fault.reason(), fault.hint()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new Refused(faults);
        }
        return CidrSet.of(networks);
    }

    @Override
    public String accepted(Profile profile) {
        return "addresses or networks such as 10.0.0.0/8 or 2001:db8::/32, with commas between";
    }

    @Override
    public String example(Profile profile) {
        return "10.0.0.0/8,2001:db8::/32";
    }
}
