package io.seaworthy.benchmarks.report;

/**
 * One measurement.
 *
 * @param benchmark what was done, such as {@code token.VerifyHs256.verify}
 * @param who who did it; for a class without competitors the method
 * @param nanos mean time of one operation
 * @param error half of the 99.9 % confidence interval of the mean, or NaN
 * @param median time of the middle iteration: ratios are ratios of medians, which a disturbed iteration does not move
 * @param bytes allocated by one operation, or NaN
 */
public record Row(String benchmark, String who, double nanos, double error, double median, double bytes) {

    /** How goals and budgets name it. */
    public String name() {
        return benchmark + "/" + who;
    }

    public boolean isOurs() {
        return who.startsWith("SEAWORTHY");
    }

    public boolean isFloor() {
        return who.startsWith("FLOOR") || who.endsWith("_floor");
    }
}
