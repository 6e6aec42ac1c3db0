package io.seaworthy.config;

import java.util.ArrayList;
import java.util.List;

/** Sentences about a setting that the generated documents share. Stateless. */
final class Words {

    private Words() {}

    /** What is accepted; where environments differ, in each. */
    static String accepted(Setting setting) {
        String development = setting.converter().accepted(Profile.DEVELOPMENT);
        String staging = setting.converter().accepted(Profile.STAGING);
        String production = setting.converter().accepted(Profile.PRODUCTION);
        StringBuilder text = new StringBuilder(development);
        if (staging.equals(production) && !production.equals(development)) {
            text.append("; in staging and production: ").append(production);
        } else {
            text.append(staging.equals(development) ? "" : "; in staging: " + staging);
            text.append(production.equals(development) ? "" : "; in production: " + production);
        }
        return text.append(setting.takesFile() ? "; or a file's path in " + setting.fileName() : "")
                .toString();
    }

    /** What happens without the variable, in each environment. */
    static String duties(Setting setting) {
        List<String> parts = new ArrayList<>();
        String last = null;
        for (Profile profile : Profile.values()) {
            String duty = duty(setting, profile);
            if (duty.equals(last)) {
                parts.set(
                        parts.size() - 1, parts.get(parts.size() - 1).replaceFirst(":", ", " + profile.label() + ":"));
            } else {
                parts.add(profile.label() + ": " + duty);
            }
            last = duty;
        }
        return parts.size() == 1 ? capital(duty(setting, Profile.PRODUCTION)) : capital(String.join("; ", parts));
    }

    /** With the condition under which the setting counts at all. */
    static String duty(Setting setting, Profile profile) {
        String duty = plainDuty(setting, profile);
        return setting.isConditional() ? duty + " " + setting.conditionText() : duty;
    }

    private static String plainDuty(Setting setting, Profile profile) {
        String fallback = setting.defaultIn(profile);
        if (setting.converter() instanceof ProfileConverter && profile != Profile.DEVELOPMENT) {
            return "has to be " + profile.label(); // without it, this is not that environment
        } else if (setting.isForbiddenIn(profile)) {
            return "forbidden" + (fallback == null ? "" : " (" + fallback + ")");
        } else if (setting.isRequiredIn(profile)) {
            return "required";
        } else if (fallback != null) {
            return "default " + fallback;
        }
        return setting.isGeneratedIn(profile) ? "generated" : "optional";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
