package io.seaworthy.benchmarks.settings;

/** One cold bind in a process of its own: prints how long it took. Loads nothing but what it measures. */
public final class ColdBind {

    private ColdBind() {}

    public static void main(String[] args) {
        String who = args[0];
        long before = System.nanoTime();
        Object bound = who.equals("EMPTY") ? who : bind(who);
        long nanos = System.nanoTime() - before;
        System.out.println(bound == null ? -1 : nanos);
    }

    /** Not by the enum, whose constants would be made within the measured time. */
    private static Object bind(String who) {
        return switch (who) {
            case "SEAWORTHY" -> io.seaworthy.config.Environment.read(ThirtySettingsSchema.INSTANCE);
            case "SEAWORTHY_REPORT" ->
                io.seaworthy.config.Environment.system()
                        .load(ThirtySettingsSchema.INSTANCE)
                        .settings();
            case "SEAWORTHY_REFLECTIVE" -> io.seaworthy.config.Environment.read(ThirtySettings.class);
            case "FLOOR" -> ByHand.read(System.getenv());
            default -> SettingsPeer.valueOf(who).bind(System.getenv());
        };
    }
}
